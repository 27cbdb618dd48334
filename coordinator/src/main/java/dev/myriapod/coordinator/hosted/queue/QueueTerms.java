package dev.myriapod.coordinator.hosted.queue;

/**
 * What a queue is.
 *
 * @param capacity the most elements; {@link Integer#MAX_VALUE}: no bound
 * @param maxBytes the most bytes, beyond which only an empty queue takes one more; {@link Long#MAX_VALUE}: no bound
 */
public record QueueTerms(int capacity, long maxBytes) {
    @Override
    public String toString() {
        return "capacity " + (capacity == Integer.MAX_VALUE ? "unbounded" : capacity) + " and "
                + (maxBytes == Long.MAX_VALUE ? "any number of" : "at most " + maxBytes) + " bytes";
    }
}
