package dev.myriapod.coordinator.scheduler.time;

/** How long tasks of a pool ran lately, and how many of them a worker may therefore hold. */
public final class RunTimeMean {
    /**
     * Work that a worker may hold ahead. Less: workers wait for the wire between microtasks. More: tasks wait behind a slow
     * one although another worker is free.
     */
    private static final long AHEAD_NANOS = 1_000_000;

    private static final int MOST = 512;

    /** An exponential mean: the last eight runs or so count. A single long run ends assigning ahead at once. */
    private static final int WEIGHT_SHIFT = 3;

    private long mean;
    private long runs;

    /** A task ran so long. */
    public void add(long runNanos) {
        long run = Math.max(runNanos, 1);
        mean = runs++ == 0 ? run : Math.max(1, mean + ((run - mean) >> WEIGHT_SHIFT));
    }

    /** The mean in nanoseconds; 0 while nothing has finished. */
    public long nanos() {
        return mean;
    }

    /** How many tasks a worker may hold; while little is known, not more ahead than have finished. */
    public int mostPerWorker(int slots) {
        if (runs == 0) {
            return slots;
        }
        long fitting = Math.min(AHEAD_NANOS * slots / mean, MOST);
        return (int) Math.max(slots, Math.min(fitting, slots + runs));
    }
}
