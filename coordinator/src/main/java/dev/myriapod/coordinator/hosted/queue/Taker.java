package dev.myriapod.coordinator.hosted.queue;

/**
 * A take.
 *
 * @param since when it came
 */
record Taker(QueueEvent.Take take, long since) {
    /** As long it may still wait, as its request says it. */
    long waitLeft(long now) {
        return take.waitNanos() <= 0 ? take.waitNanos() : Math.max(0, take.waitNanos() - (now - since));
    }
}
