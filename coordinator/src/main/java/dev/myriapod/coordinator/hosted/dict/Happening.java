package dev.myriapod.coordinator.hosted.dict;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a dict.
 *
 * @param key null if all were removed
 * @param content what the key has now, or had before it was removed; null if all were removed
 */
public record Happening(
        Kind kind, @Nullable Key key, @Nullable Content content) {
    /** All keys are gone. */
    static final Happening CLEARED = new Happening(Kind.CLEARED, null, null);

    /** Of which kind. */
    public enum Kind {
        /** A key came. */
        ADDED,
        /** A key has another content. */
        UPDATED,
        /** A key is gone. */
        REMOVED,
        /** All keys are gone. */
        CLEARED
    }

    long bytes() {
        return (key == null ? 0 : key.bytes()) + (content == null ? 0 : content.bytes());
    }
}
