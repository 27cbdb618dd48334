package dev.myriapod.coordinator.hosted.semaphore;

/** What a semaphore answers. */
public sealed interface SemaphoreResult {
    /**
     * What the process holds.
     *
     * @param version of two, the higher one is the later one
     */
    record Held(int permits, long version) {}

    /** The process holds them; negative: so many were lacking. */
    record Granted(int permits, Held held) implements SemaphoreResult {}

    /** Not in time, or not possible. */
    record Refused() implements SemaphoreResult {}

    /** It was done. */
    record Done(Held held) implements SemaphoreResult {}

    /** As it is now. */
    record Inspected(int available, int waiters, int held, boolean fair) implements SemaphoreResult {}
}
