package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.time.Deadlines;
import dev.myriapod.coordinator.scheduler.waiting.Wait;
import org.jspecify.annotations.Nullable;

/**
 * A task's stay on a worker: it holds a slot from its assignment until the worker is really rid of it. The task may end
 * before, for the client; what the run then does is unheard. Written by {@link WorkerRuns}, {@link Revocation}, {@link
 * Clock} and {@link TaskBook}, on the event loop.
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

    /** What its task waits for; null while it works. */
    @Nullable
    Wait<Run> wait;

    /** Its timeout, then its grace period. */
    Deadlines.@Nullable Alarm alarm;

    Run(Task task, WorkerRecord worker, long sequence) {
        this.task = task;
        this.worker = worker;
        this.sequence = sequence;
    }

    /** What bounds a run: its timeout, the interrupt, the grace period, the kill. */
    static final class Clock {
        private final Outbox outbox;
        private final Deadlines deadlines;

        Clock(Outbox outbox, Deadlines deadlines) {
            this.outbox = outbox;
            this.deadlines = deadlines;
        }

        /** The run has begun: its timeout counts from now. */
        void start(Run run, Runnable timedOut) {
            if (run.task.isTimed() && run.alarm == null) {
                run.alarm = new Deadlines.Alarm(timedOut);
                deadlines.set(run.alarm, run.task.limits().timeoutNanos());
            }
        }

        /** Interrupts a run that has begun; kills its worker if it is not over after the grace period. A second call does nothing. */
        void interrupt(Run run, String because) {
            if (run.interrupted) {
                return;
            }
            run.interrupted = true;
            stop(run);
            outbox.add(new PoolCommand.Interrupt(run.worker.number, run.sequence));
            long grace = run.task.limits().graceNanos();
            if (grace == 0) {
                run.worker.kill(because, run);
            } else {
                String story = because + " and did not end within its grace period of " + Deadlines.text(grace);
                run.alarm = new Deadlines.Alarm(() -> run.worker.kill(story, run));
                deadlines.set(run.alarm, grace);
            }
        }

        /** The run is over. */
        void stop(Run run) {
            deadlines.cancel(run.alarm);
        }
    }
}
