package dev.myriapod.shared;

import java.util.List;

/**
 * A shared object as the coordinator sees it at one moment.
 *
 * @param kind such as {@code queue}
 * @param name empty if it is anonymous
 * @param key its number in its cluster
 * @param attachments the processes that are attached, as they call themselves
 * @param waiters calls that wait there
 * @param length how many elements it has; 0 if it has none by nature
 * @param unconfirmed elements that were handed over and not yet received, or are leased
 * @param owner the process and thread that own it; empty if none does
 */
public record SharedObjectInfo(
        String kind,
        String name,
        long key,
        List<String> attachments,
        int waiters,
        long length,
        long unconfirmed,
        String owner) {
    public SharedObjectInfo {
        attachments = List.copyOf(attachments);
    }
}
