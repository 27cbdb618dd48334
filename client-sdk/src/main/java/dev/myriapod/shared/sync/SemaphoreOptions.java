package dev.myriapod.shared.sync;

/**
 * What a {@link SharedSemaphore} is. {@link #defaults()}: one permit, not fair, not bounded.
 *
 * @param permits how many there are at first; may be negative unless it is bounded, and then so many must be released before
 *     one can be acquired
 * @param fair nobody who waits is overtaken, except by {@link SharedSemaphore#tryAcquire()}. In one that is not fair a call
 *     that finds enough permits takes them, even if others wait for more than there are
 * @param bounded there are never more permits than at first: a release of more than are held fails, as with Python's
 *     {@code BoundedSemaphore}
 */
public record SemaphoreOptions(int permits, boolean fair, boolean bounded) {
    private static final SemaphoreOptions DEFAULTS = new SemaphoreOptions(1, false, false);

    /**
     * As it is described.
     *
     * @throws IllegalArgumentException if it is bounded by less than nothing
     */
    public SemaphoreOptions {
        if (bounded && permits < 0) {
            throw new IllegalArgumentException("A bounded semaphore cannot begin with " + permits + " permits.");
        }
    }

    /** One permit, not fair, not bounded. */
    public static SemaphoreOptions defaults() {
        return DEFAULTS;
    }

    /** So many permits at first. */
    public SemaphoreOptions withPermits(int newPermits) {
        return new SemaphoreOptions(newPermits, fair, bounded);
    }

    /** Fair, or not. */
    public SemaphoreOptions withFair(boolean newFair) {
        return new SemaphoreOptions(permits, newFair, bounded);
    }

    /** Bounded by its first permits, or not. */
    public SemaphoreOptions withBounded(boolean newBounded) {
        return new SemaphoreOptions(permits, fair, newBounded);
    }
}
