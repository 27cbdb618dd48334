package dev.myriapod.coordinator.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * A task's stay on a worker: it holds a slot from its assignment until the worker is really rid of it. The task may end
 * before, for the client; what the run then does is unheard. Written by {@link WorkerRuns}, {@link Revocation}, {@link
 * RunClock} and {@link TaskBook}, on the event loop.
 */
final class Run {
    final Task task;
    final WorkerRecord worker;
    final long sequence;

    /** Neighbours in the worker's list, which is in the order of sequence. */
    @Nullable
    Run previous;

    @Nullable
    Run next;

    /** The worker is known to have begun it. */
    boolean begun;

    /** It is named in the revoke that is outstanding. */
    boolean revokeAsked;

    /** The answer to that revoke names it. */
    boolean revokeConfirmed;

    /** It is to be named in the next revoke. */
    boolean revokeWanted;

    /** Its task was cancelled before it was known to have begun, and shall be stopped if it had. */
    boolean interruptIfBegun;

    /** Its thread has been interrupted; after the grace period the worker is killed. */
    boolean interrupted;

    /** Its timeout has passed and the task will be run again, whatever this run still returns. */
    boolean timedOut;

    /** Its timeout, then its grace period. */
    Deadlines.@Nullable Alarm alarm;

    Run(Task task, WorkerRecord worker, long sequence) {
        this.task = task;
        this.worker = worker;
        this.sequence = sequence;
    }
}
