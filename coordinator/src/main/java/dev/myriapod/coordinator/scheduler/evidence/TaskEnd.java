package dev.myriapod.coordinator.scheduler.evidence;

/** How a task ended, for good. */
public sealed interface TaskEnd {
    /** The function returned. The outcome is what came with the event. */
    record Returned(Object outcome) implements TaskEnd {}

    /** The function threw, or its outcome could not be carried. The outcome is what came with the event. */
    record Failed(Object outcome) implements TaskEnd {}

    /**
     * A time limit passed.
     *
     * @param whileQueued it had never begun: the queue timeout; otherwise the run timeout
     * @param limitNanos that limit
     */
    record TimedOut(boolean whileQueued, long limitNanos) implements TaskEnd {}

    /** Somebody cancelled it, or the pool was shut down before it ended. */
    record Cancelled() implements TaskEnd {}

    /**
     * Its worker's process ended under it.
     *
     * @param death how
     * @param killedBecause why the coordinator killed that worker; empty if it did not
     * @param memoryLimit the limit of resident memory that it was killed for, in bytes; 0 if that was not why
     */
    record Crashed(WorkerDeath death, String killedBecause, long memoryLimit) implements TaskEnd {}

    /** Its pool gave up. */
    record PoolBroke(PoolEvidence evidence) implements TaskEnd {}
}
