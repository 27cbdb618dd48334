package dev.myriapod.coordinator.hosted.dict;

import org.jspecify.annotations.Nullable;

/**
 * What a key has.
 *
 * @param version that of the dict when it got it; 0: the key is not there
 * @param content null if the key is not there, or nobody wants to know
 */
public record Slot(long version, @Nullable Content content) {
    /** That of a key that is not there. */
    public static final Slot NONE = new Slot(0, null);

    boolean isThere() {
        return version != 0;
    }

    Slot told(boolean quiet) {
        return quiet && content != null ? new Slot(version, null) : this;
    }

    long bytes() {
        return content == null ? 0 : content.bytes();
    }
}
