package dev.myriapod.coordinator.scheduler.terms;

/**
 * How a pool's workers are kept fresh; durations in nanoseconds, sizes in bytes; 0: no limit.
 *
 * @param spares how many workers wait, ready, for the place of another
 * @param maxAgeNanos a worker is replaced so long after its start
 * @param maxMemory a worker with more resident memory is replaced
 * @param maxHeapAfterCollection a worker whose heap holds more after a collection is replaced
 * @param memoryLimit a worker with more resident memory is killed
 */
public record Upkeep(int spares, long maxAgeNanos, long maxMemory, long maxHeapAfterCollection, long memoryLimit) {
    /** No spares, no limits. */
    public static final Upkeep NONE = new Upkeep(0, 0, 0, 0, 0);

    public Upkeep {
        if (spares < 0 || maxAgeNanos < 0 || maxMemory < 0 || maxHeapAfterCollection < 0 || memoryLimit < 0) {
            throw new IllegalArgumentException("Neither the number of spares nor a limit may be negative: spares "
                    + spares + ", maxAgeNanos " + maxAgeNanos + ", maxMemory " + maxMemory
                    + ", maxHeapAfterCollection " + maxHeapAfterCollection + ", memoryLimit " + memoryLimit);
        }
    }

    /** Whether anything depends on how much memory of a worker is resident. */
    public boolean watchesMemory() {
        return maxMemory > 0 || memoryLimit > 0;
    }
}
