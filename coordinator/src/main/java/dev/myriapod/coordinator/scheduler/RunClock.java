package dev.myriapod.coordinator.scheduler;

/** What bounds a run: its timeout, the interrupt, the grace period, the kill. */
final class RunClock {
    private final Outbox outbox;
    private final Deadlines deadlines;

    RunClock(Outbox outbox, Deadlines deadlines) {
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
            run.worker.kill(because);
        } else {
            String story = because + " and did not end within its grace period of " + Deadlines.text(grace);
            run.alarm = new Deadlines.Alarm(() -> run.worker.kill(story));
            deadlines.set(run.alarm, grace);
        }
    }

    /** The run is over. */
    void stop(Run run) {
        deadlines.cancel(run.alarm);
    }
}
