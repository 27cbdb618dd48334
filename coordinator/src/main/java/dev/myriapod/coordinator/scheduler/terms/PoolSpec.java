package dev.myriapod.coordinator.scheduler.terms;

/**
 * What a pool is, as far as its scheduler cares.
 *
 * @param size how many workers, at least 1
 * @param threadsPerWorker how many tasks a worker runs at once, at least 1
 * @param maxTasksPerWorker a worker is replaced after it began so many tasks; 0: never
 * @param livenessNanos how long a worker may stay silent before it counts as frozen; 0: for ever
 * @param startNanos how long a worker may take from its start until it is ready; 0: for ever
 * @param upkeep how workers are kept fresh
 * @param maxExtraWorkers how many more workers there may be while tasks wait for other tasks
 */
public record PoolSpec(
        int size,
        int threadsPerWorker,
        int maxTasksPerWorker,
        long livenessNanos,
        long startNanos,
        Upkeep upkeep,
        int maxExtraWorkers) {
    /** Without spares, extra workers, and limits to memory and age. */
    public PoolSpec(int size, int threadsPerWorker, int maxTasksPerWorker, long livenessNanos, long startNanos) {
        this(size, threadsPerWorker, maxTasksPerWorker, livenessNanos, startNanos, Upkeep.NONE, 0);
    }

    /** The same with other upkeep. */
    public PoolSpec with(Upkeep other) {
        return new PoolSpec(
                size, threadsPerWorker, maxTasksPerWorker, livenessNanos, startNanos, other, maxExtraWorkers);
    }

    /** The same with other bounds for extra workers. */
    public PoolSpec withMaxExtraWorkers(int most) {
        return new PoolSpec(size, threadsPerWorker, maxTasksPerWorker, livenessNanos, startNanos, upkeep, most);
    }

    public PoolSpec {
        if (size < 1
                || threadsPerWorker < 1
                || maxTasksPerWorker < 0
                || livenessNanos < 0
                || startNanos < 0
                || maxExtraWorkers < 0) {
            throw new IllegalArgumentException("A pool needs at least one worker with at least one thread, and no limit"
                    + " may be negative: size " + size + ", threadsPerWorker " + threadsPerWorker
                    + ", maxTasksPerWorker " + maxTasksPerWorker + ", livenessNanos " + livenessNanos + ", startNanos "
                    + startNanos + ", maxExtraWorkers " + maxExtraWorkers);
        }
    }
}
