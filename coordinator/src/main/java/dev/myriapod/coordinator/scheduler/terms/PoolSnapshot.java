package dev.myriapod.coordinator.scheduler.terms;

import java.util.List;

/**
 * A pool at one moment, for people.
 *
 * @param pending tasks that wait for a worker or for their next attempt
 * @param assigned tasks given to a worker and not ended
 * @param ended tasks ended since the pool was opened
 * @param workers those whose end has not been established, in the order of their start
 */
public record PoolSnapshot(long pending, long assigned, long ended, List<Worker> workers) {
    public PoolSnapshot {
        workers = List.copyOf(workers);
    }

    /**
     * A worker.
     *
     * @param pid its process id; 0 while unknown
     * @param tasks how many tasks it holds, those included that have ended for the client
     * @param task the oldest one that it holds; 0: none
     * @param taskNanos for how long it has been at that one
     * @param resident how many bytes of its memory are resident; 0 while nobody measures it
     */
    public record Worker(
            int worker, WorkerState state, long pid, int tasks, long task, long taskNanos, long resident) {}

    /** Where a worker is in its life. */
    public enum WorkerState {
        /** Its process is being made, or its initializer runs. */
        STARTING,
        /** It takes tasks. */
        READY,
        /** It was told to leave. */
        STOPPING,
        /** It was told to die, or is known to be dying. */
        DYING
    }
}
