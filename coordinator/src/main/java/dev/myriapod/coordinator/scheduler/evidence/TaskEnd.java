package dev.myriapod.coordinator.scheduler.evidence;

import java.util.List;

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
     * @param crashes all runs that ended so, the last one last; at least one
     * @param poison it had retries left, but had killed as many workers as it may
     */
    record Crashed(List<Crash> crashes, boolean poison) implements TaskEnd {
        public Crashed {
            crashes = List.copyOf(crashes);
        }
    }

    /** Its pool gave up. */
    record PoolBroke(PoolEvidence evidence) implements TaskEnd {}
}
