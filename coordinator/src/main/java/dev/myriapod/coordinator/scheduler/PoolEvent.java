package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.scheduler.evidence.WorkerDeath;
import dev.myriapod.coordinator.scheduler.waiting.Awaited;
import java.util.List;

/** What happens to a pool. */
public sealed interface PoolEvent {
    /** Something that happened to one worker. If that worker is dead or was never started, it is ignored. */
    sealed interface OfWorker extends PoolEvent {
        /** The worker's number, from {@link PoolCommand.StartWorker}. */
        int worker();
    }

    /** Something that came on a worker's stream: a sign of life. */
    sealed interface OnStream extends OfWorker {}

    /** The pool begins to live: its workers are started. */
    record Opened() implements PoolEvent {}

    /**
     * A task came. Each task object is submitted once.
     *
     * @param nested it came from a task of this pool: it is taken as long as that can run, also after a shutdown in order
     */
    record Submitted(Task task, boolean nested) implements PoolEvent {
        /** One that came from outside. */
        public Submitted(Task task) {
            this(task, false);
        }
    }

    /** The future was cancelled. Ignored if the task has ended or never was. */
    record CancelRequested(long taskId, boolean interrupt) implements PoolEvent {}

    /** No more tasks will come. {@code now}: cancel what has not ended and kill the workers. */
    record ShutdownRequested(boolean now) implements PoolEvent {}

    /** The pool is to have another number of workers; 0: none for now, and its tasks wait. */
    record Resized(int size) implements PoolEvent {
        public Resized {
            if (size < 0) {
                throw new IllegalArgumentException("A pool cannot have fewer workers than none, got size " + size);
            }
        }
    }

    /** Nothing new begins until {@code paused} is taken back, or a shutdown comes. Ignored once a shutdown has come. */
    record PauseRequested(boolean paused) implements PoolEvent {}

    /**
     * How the client gets on with reading its outcomes. While it is behind nothing new begins, or what it does not read would
     * gather here without bound.
     */
    record ClientBehind(boolean behind) implements PoolEvent {}

    /** A worker's process exists. */
    record ProcessStarted(int worker, long pid) implements OfWorker {}

    /**
     * A worker's process could not be created. Nothing more is heard of that worker. If it was because of its host, which leaves or
     * is unfit, that does not count as a failure to start.
     */
    record ProcessNotStarted(int worker, String message, boolean byHost) implements OfWorker {}

    /** A worker's stream opened. */
    record WorkerAttached(int worker, long pid) implements OnStream {}

    /** The initializer is through: tasks may come. */
    record WorkerReady(int worker) implements OnStream {}

    /** The initializer threw. */
    record InitializerFailed(int worker, Object failure) implements OnStream {}

    /** A task has begun. */
    record TaskStarted(int worker, long sequence) implements OnStream {}

    /**
     * A task has ended, whether or not its begin was reported.
     *
     * @param outcome handed on in {@link TaskEnd.Returned} or {@link TaskEnd.Failed}
     * @param retry the failure is one of those that the task wants retried
     */
    record TaskFinished(int worker, long sequence, Object outcome, boolean failed, boolean retry, long runNanos)
            implements OnStream {}

    /** Tasks have ended, one after the other; what follows from it is decided once. */
    record TasksFinished(int worker, List<TaskFinished> tasks) implements OnStream {}

    /** A task threw a {@link VirtualMachineError}; comes before its {@link TaskFinished}. */
    record VirtualMachineFailed(int worker) implements OnStream {}

    /** So many bytes of the worker's heap are in use after its last collections. */
    record HeapMeasured(int worker, long bytes) implements OnStream {}

    /** The one answer to the one {@link PoolCommand.Revoke} outstanding: these had not begun and never will there. */
    record TasksRevoked(int worker, List<Long> sequences) implements OnStream {}

    /** A task waits for other tasks from now on; it has begun, whether or not that was reported. */
    record TaskBlocked(int worker, long sequence, Awaited awaited) implements OnStream {}

    /** It goes on. */
    record TaskUnblocked(int worker, long sequence) implements OnStream {}

    /** Any other sign of life, such as a pong. */
    record WorkerHeard(int worker) implements OnStream {}

    /** A worker's host is going to leave: it finishes what it runs, and another takes its place. */
    record HostLeaves(int worker) implements OfWorker {}

    /** So many bytes of a worker's memory are resident. */
    record MemoryMeasured(int worker, long bytes) implements OfWorker {}

    /** A worker's stream ended; nothing more comes on it. */
    record WorkerStreamEnded(int worker) implements OfWorker {}

    /** A worker's process is gone. Comes for every process that was started, sooner or later. */
    record ProcessExited(int worker, WorkerDeath death) implements OfWorker {}

    /** The time of {@link TaskScheduler#nextDeadline()} has come. Harmless at any other time. */
    record TimePassed() implements PoolEvent {}
}
