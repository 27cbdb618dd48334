package dev.myriapod.shared;

/**
 * What a {@link SharedLock} or a {@link dev.myriapod.shared.sync.SharedReadWriteLock} is. {@link #defaults()}: not fair.
 *
 * @param fair it is granted in the order in which it was asked for. One that is not fair need not be
 */
public record LockOptions(boolean fair) {
    private static final LockOptions DEFAULTS = new LockOptions(false);

    /** Not fair. */
    public static LockOptions defaults() {
        return DEFAULTS;
    }

    /** Fair, or not. */
    public LockOptions withFair(boolean newFair) {
        return new LockOptions(newFair);
    }
}
