package dev.myriapod.coordinator.hosted.semaphore;

/**
 * What a semaphore is.
 *
 * @param permits how many there are at first; may be negative
 * @param fair whether nobody who waits is overtaken
 * @param bounded whether there are never more than at first
 */
public record SemaphoreTerms(int permits, boolean fair, boolean bounded) {
    @Override
    public String toString() {
        return permits + " permits, " + (fair ? "fair" : "not fair") + ", " + (bounded ? "bounded" : "not bounded");
    }
}
