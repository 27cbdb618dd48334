package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.PoolEvidence;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import java.util.List;

/** What a pool wants done. Workers are named by number: 1, 2, 3, … in the order of their start, never reused. */
public sealed interface PoolCommand {
    /** Start a process for a new worker. Answered by ProcessStarted and later ProcessExited, or by ProcessNotStarted. */
    record StartWorker(int worker) implements PoolCommand {}

    /**
     * Send a task to a worker, which begins its tasks in the order of sequence.
     *
     * @param sequence 1 for the worker's first task, growing by one with each
     * @param attempt which begin of the task this will be, from 1
     */
    record Assign(int worker, long sequence, Task task, int attempt) implements PoolCommand {}

    /**
     * Take back tasks that have not begun; ascending. At most one is outstanding for each worker; until its answer the
     * worker gets no more tasks.
     */
    @SuppressWarnings("ArrayRecordComponent") // read once by the adapter, never compared
    record Revoke(int worker, long[] sequences) implements PoolCommand {}

    /** Interrupt the thread of a task, if it still runs. */
    record Interrupt(int worker, long sequence) implements PoolCommand {}

    /**
     * Tell a task that what it waits for can never end.
     *
     * @param number the number of that wait; a later one of the same run is not meant
     * @param chain the task that waits, the one it waits for, and so on
     * @param cycle the last of the chain stands in it before; otherwise the last cannot begin, as every worker that there may
     *     be is held by a task that waits
     */
    record FailWait(int worker, long sequence, long number, List<Task> chain, boolean cycle) implements PoolCommand {
        public FailWait {
            chain = List.copyOf(chain);
        }
    }

    /** Ask a worker whether it is alive; any event on its stream is an answer. */
    record PingWorker(int worker) implements PoolCommand {}

    /** Measure a worker's resident memory from now on. Comes at most once for each worker. */
    record WatchMemory(int worker) implements PoolCommand {}

    /** Tell a worker, which has no tasks, to leave in order. */
    record StopWorker(int worker) implements PoolCommand {}

    /** Kill a worker's process and its descendants. Repeated every five seconds until ProcessExited. */
    record KillWorker(int worker, String because) implements PoolCommand {}

    /** Tell the client that a task began. */
    record ReportRunning(Task task, int attempt, int worker, long pid) implements PoolCommand {}

    /**
     * Tell the client that a task ended. Comes exactly once for each task submitted.
     *
     * @param attempt how many times it had begun
     * @param worker where it began last; 0 if it never did
     * @param pid that worker's process id; 0 if it never began
     */
    record EndTask(Task task, int attempt, int worker, long pid, TaskEnd end) implements PoolCommand {}

    /** Tell the client that the pool gave up; an EndTask follows for every task not yet ended. Comes at most once. */
    record PoolBroken(PoolEvidence evidence) implements PoolCommand {}

    /** The last worker is gone and every task has ended. Comes exactly once, after a shutdown or PoolBroken. */
    record Terminated() implements PoolCommand {}
}
