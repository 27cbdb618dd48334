package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.Crash;
import dev.myriapod.coordinator.scheduler.evidence.PoolEvidence;
import dev.myriapod.coordinator.scheduler.evidence.StartBreaker;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.scheduler.evidence.WorkerDeath;
import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.TaskState;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import dev.myriapod.coordinator.scheduler.waiting.Knot;
import dev.myriapod.coordinator.scheduler.waiting.Wait;
import dev.myriapod.coordinator.scheduler.waiting.WaitBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one pool which task runs where and when, and which workers live. It takes an event and the time, and returns
 * what to do; it does nothing itself. Not thread-safe: one event loop owns it.
 *
 * <p>The adapter's duties: hand in what happens, in the order in which it happens on each worker's stream; carry out what
 * {@link #takeCommands()} returns, in order; hand in {@link PoolEvent.TimePassed} when {@link #nextDeadline()} has come.
 *
 * <p>The scheduler's promises: each task submitted gets exactly one {@link PoolCommand.EndTask}, and only one that began
 * consumes an attempt; a task never runs on two workers at once; a slot counts as free only when its run is over; after a
 * shutdown, or when the pool broke, comes exactly one {@link PoolCommand.Terminated}, and nothing after it but the end of
 * tasks that are submitted later.
 */
public final class TaskScheduler {
    private enum Phase {
        NEW,
        OPEN,
        /** Shut down: what has come is finished. */
        DRAINING,
        /** Shut down at once, or broken: all tasks have ended and all workers are told to die. */
        CLOSING,
        TERMINATED
    }

    private final Outbox outbox = new Outbox();
    private final Deadlines deadlines = new Deadlines();
    private final StartBreaker breaker = new StartBreaker();
    private final TaskBook tasks;
    private final WorkerFleet fleet;
    private final Dispatcher dispatcher;
    private final Knotted knotted = new Knotted();
    private final int threads;
    private Phase phase = Phase.NEW;
    private boolean clientBehind;
    /** Somebody wants that nothing new begins. Only while the pool is open. */
    private boolean paused;

    private @Nullable PoolEvidence broken;

    /** A pool without workers: they are started at {@link PoolEvent.Opened}. */
    public TaskScheduler(PoolSpec spec) {
        tasks = new TaskBook(outbox, deadlines);
        fleet = new WorkerFleet(spec, outbox, deadlines, this::workerGone);
        dispatcher = new Dispatcher(tasks, deadlines, fleet.workers(), spec.threadsPerWorker());
        threads = spec.threadsPerWorker();
    }

    /**
     * Something happened.
     *
     * @param now nanoseconds of a monotonic clock of any origin; a time before that of the last event counts as that
     * @throws IllegalArgumentException if a task comes whose id is that of a task that has not ended
     */
    public void handle(PoolEvent event, long now) {
        deadlines.advance(now);
        if (event instanceof PoolEvent.Submitted submitted) {
            if (submit(submitted.task(), submitted.nested())) {
                settle();
            }
            return;
        }
        if (event instanceof PoolEvent.OfWorker ofWorker) {
            WorkerRecord worker = fleet.find(ofWorker.worker());
            if (worker == null) {
                return;
            }
            if (event instanceof PoolEvent.OnStream onStream) {
                worker.heard();
                onStream(worker, onStream);
            } else {
                onProcess(worker, ofWorker);
            }
        } else if (event instanceof PoolEvent.CancelRequested cancel) {
            tasks.cancel(cancel.taskId(), cancel.interrupt());
        } else if (event instanceof PoolEvent.ClientBehind client) {
            clientBehind = client.behind();
            if (clientBehind) {
                fleet.takeBackAhead();
            }
        } else if (event instanceof PoolEvent.TimePassed) {
            deadlines.ring();
        } else if (event instanceof PoolEvent.ShutdownRequested shutdown) {
            shutDown(shutdown.now());
        } else if (event instanceof PoolEvent.Opened && phase == Phase.NEW) {
            phase = Phase.OPEN;
        } else if (event instanceof PoolEvent.Resized resized) {
            fleet.resize(resized.size());
        } else if (event instanceof PoolEvent.PauseRequested pause) {
            pause(pause.paused());
        }
        settle();
    }

    /**
     * What to do, in order. The list belongs to the caller until the next call, which empties it; tasks whose end it
     * contained then let go of their attachments.
     */
    public List<PoolCommand> takeCommands() {
        return outbox.take();
    }

    /**
     * When {@link PoolEvent.TimePassed} is due, by the clock that {@link #handle} is given; to be compared by difference.
     * {@code Long.MAX_VALUE}: nothing is waited for.
     */
    public long nextDeadline() {
        return deadlines.next();
    }

    /** The task of an assignment; null if its run is over. */
    public @Nullable Task running(int worker, long sequence) {
        WorkerRecord record = fleet.find(worker);
        Run run = record == null ? null : record.runs.find(sequence);
        return run == null ? null : run.task;
    }

    /** Whether this worker, if it ended now, would be one that could not start. */
    public boolean failsToStart(int worker) {
        WorkerRecord record = fleet.find(worker);
        return record != null && record.failedToStart();
    }

    /** Whether a task of that id has come and has not ended. */
    public boolean lives(long task) {
        return tasks.find(task) != null;
    }

    /** What is going on, at a time of the clock that {@link #handle} is given. */
    public PoolSnapshot snapshot(long clock) {
        long now = deadlines.nowAt(clock);
        List<PoolSnapshot.Worker> workers = new ArrayList<>();
        for (WorkerRecord worker : fleet.workers()) {
            workers.add(worker.snapshot(now));
        }
        long pending = tasks.waiting();
        return new PoolSnapshot(pending, tasks.living() - pending, tasks.ended(), workers);
    }

    /** Returns whether a worker may be free for it: not if others wait before it. */
    private boolean submit(Task task, boolean nested) {
        if (broken != null) {
            tasks.refuse(task, TaskState.FAILED, new TaskEnd.PoolBroke(broken));
            return false;
        }
        boolean finishing = phase == Phase.DRAINING && nested && tasks.living() > 0;
        if (phase != Phase.NEW && phase != Phase.OPEN && !finishing) {
            tasks.refuse(task, TaskState.CANCELLED, new TaskEnd.Cancelled());
            return false;
        }
        tasks.submit(task);
        return tasks.pending().size() == 1 || tasks.waits().isAwaited(task.id());
    }

    private void pause(boolean wanted) {
        if (phase == Phase.NEW || phase == Phase.OPEN) {
            paused = wanted;
            if (paused) {
                fleet.takeBackAll();
            }
        }
    }

    private void onStream(WorkerRecord worker, PoolEvent.OnStream event) {
        if (event instanceof PoolEvent.TasksFinished several) {
            several.tasks().forEach(finished -> finished(worker, finished));
        } else if (event instanceof PoolEvent.TaskFinished finished) {
            finished(worker, finished);
        } else if (event instanceof PoolEvent.TaskStarted started) {
            Run run = worker.runs.find(started.sequence());
            if (run != null) {
                tasks.started(run);
            }
        } else if (event instanceof PoolEvent.TaskBlocked blocked) {
            Run run = worker.runs.find(blocked.sequence());
            if (run != null) {
                tasks.blocked(run, blocked.awaited());
            }
        } else if (event instanceof PoolEvent.TaskUnblocked unblocked) {
            Run run = worker.runs.find(unblocked.sequence());
            if (run != null) {
                tasks.unblocked(run);
            }
        } else if (event instanceof PoolEvent.TasksRevoked revoked) {
            worker.revocation.answered(revoked.sequences(), tasks::returned, tasks::begin);
        } else if (event instanceof PoolEvent.WorkerAttached attached) {
            fleet.attached(worker, attached.pid());
        } else if (event instanceof PoolEvent.WorkerReady) {
            if (worker.ready()) {
                breaker.ready();
            }
        } else if (event instanceof PoolEvent.HeapMeasured heap) {
            worker.heapMeasured(heap.bytes());
        } else if (event instanceof PoolEvent.VirtualMachineFailed) {
            worker.wornOut();
        } else if (event instanceof PoolEvent.InitializerFailed failed && worker.isStarting()) {
            breakPool(new PoolEvidence(breaker.failures(), failed.failure()));
        }
    }

    private void finished(WorkerRecord worker, PoolEvent.TaskFinished finished) {
        Run run = worker.runs.find(finished.sequence());
        if (run != null) {
            dispatcher.ran(finished.runNanos());
            tasks.finished(run, finished);
        }
    }

    private void onProcess(WorkerRecord worker, PoolEvent.OfWorker event) {
        if (event instanceof PoolEvent.WorkerStreamEnded || event instanceof PoolEvent.ProcessExited) {
            // Whatever waited there waits no more, and its slot is not lent, but free.
            worker.runs.forEach(tasks::unblocked);
        }
        if (event instanceof PoolEvent.ProcessStarted started) {
            worker.processStarted(started.pid());
        } else if (event instanceof PoolEvent.WorkerStreamEnded) {
            worker.streamEnded();
        } else if (event instanceof PoolEvent.MemoryMeasured measured) {
            worker.memoryMeasured(measured.bytes());
        } else if (event instanceof PoolEvent.HostLeaves) {
            worker.wornOut();
        } else if (event instanceof PoolEvent.ProcessExited exited) {
            worker.exited(exited.death());
        } else if (event instanceof PoolEvent.ProcessNotStarted notStarted) {
            fleet.neverWas(worker);
            if (worker.failedToStart() && !notStarted.byHost()) {
                failedToStart(new PoolEvidence.StartFailure(worker.number, 0, null, notStarted.message()));
            }
        }
    }

    /** A worker's end is established: its runs are over. */
    private void workerGone(WorkerRecord worker) {
        WorkerDeath death = worker.death();
        if (death == null) {
            throw new IllegalStateException("Worker " + worker.number + " is gone without a death");
        }
        long begun = Math.max(death.begunSequence(), worker.runs.begunSequence());
        boolean explained = !worker.killedBecause().isEmpty();
        for (Run run = worker.runs.first(); run != null; run = worker.runs.first()) {
            if (run.sequence <= begun) {
                Crash crash = worker.crashOf(run, death);
                explained |= crash.isSuspect();
                tasks.crashed(run, crash);
            } else if (explained) {
                tasks.returned(run);
            } else {
                explained = true;
                tasks.diedAtHandover(run, worker.crashAtHandover(death));
            }
        }
        if (worker.failedToStart() && !death.byHost()) {
            failedToStart(new PoolEvidence.StartFailure(worker.number, worker.pid(), death, worker.killedBecause()));
        }
    }

    private void failedToStart(PoolEvidence.StartFailure failure) {
        if (phase != Phase.CLOSING && breaker.failed(failure)) {
            breakPool(new PoolEvidence(breaker.failures(), null));
        }
    }

    private void breakPool(PoolEvidence evidence) {
        broken = evidence;
        phase = Phase.CLOSING;
        outbox.add(new PoolCommand.PoolBroken(evidence));
        tasks.endAll(TaskState.FAILED, () -> new TaskEnd.PoolBroke(evidence));
        fleet.killAll("the pool broke");
    }

    private void shutDown(boolean now) {
        if (now && phase != Phase.CLOSING && phase != Phase.TERMINATED) {
            phase = Phase.CLOSING;
            tasks.endAll(TaskState.CANCELLED, TaskEnd.Cancelled::new);
            fleet.killAll("the pool was shut down");
        } else if (phase == Phase.NEW || phase == Phase.OPEN) {
            phase = Phase.DRAINING;
            paused = false;
        }
    }

    /** After every event: what follows from the state as it is now. */
    private void settle() {
        switch (phase) {
            case OPEN -> {
                dispatch();
                fleet.keep();
                untie();
            }
            case DRAINING -> {
                dispatch();
                fleet.keepFor(tasks.living());
                untie();
                if (tasks.living() == 0) {
                    fleet.dismissIdle();
                }
                terminateIfEmpty();
            }
            case CLOSING -> terminateIfEmpty();
            case NEW, TERMINATED -> {
                // There is no worker.
            }
        }
    }

    private void dispatch() {
        boolean held = isHeld();
        do {
            if (!held) {
                dispatcher.dispatch(fleet.size());
            }
            fleet.lend(held ? 0 : extraWorkers(), lentWorkers());
        } while (fleet.arrange());
        if (!held) {
            dispatcher.rebalance(fleet.size());
        }
    }

    /** Nothing new may begin. */
    private boolean isHeld() {
        return paused || clientBehind;
    }

    /** How many workers stand for slots that are lent. */
    private int lentWorkers() {
        return (tasks.waits().lending() + threads - 1) / threads;
    }

    /** How many extra workers there should be now: none as long as no task would go to one. */
    private int extraWorkers() {
        boolean useful = dispatcher.hasSlotForAwaited(fleet.size())
                || (tasks.waits().lendingToAnybody() > 0 && tasks.pending().size() > 0);
        return useful ? lentWorkers() : 0;
    }

    /** Ends a wait that would never end. */
    private void untie() {
        WaitBook<Run> waits = tasks.waits();
        if (isHeld()) {
            // What cannot begin now may begin when that is over.
            return;
        }
        // While something works, only a new wait can tie a knot.
        if (waits.lending() == 0 || (!waits.takeNews() && dispatcher.isBusy())) {
            return;
        }
        Knot<Run> knot = Knot.find(waits, knotted);
        if (knot == null) {
            return;
        }
        Wait<Run> wait = knot.endless();
        waits.fail(wait);
        Run run = wait.waiter();
        List<Task> chain = new ArrayList<>();
        for (long id : knot.chain()) {
            // The first may have been cancelled: nobody waits for it then, and its run goes on all the same.
            chain.add(chain.isEmpty() ? run.task : Objects.requireNonNull(tasks.find(id), "it is waited for"));
        }
        outbox.add(new PoolCommand.FailWait(run.worker.number, run.sequence, wait.number(), chain, knot.cycle()));
    }

    /** The pool, as one looks at it who looks for a knot. */
    private final class Knotted implements Knot.Pool<Run> {
        @Override
        public @Nullable Wait<Run> waitOf(long task) {
            Task found = tasks.find(task);
            Run run = found == null ? null : found.run;
            return run == null ? null : run.wait;
        }

        @Override
        public long taskOf(Run run) {
            return run.task.id();
        }

        @Override
        public boolean isPending(long task) {
            Task found = tasks.find(task);
            return found != null && found.state() == TaskState.PENDING;
        }

        @Override
        public boolean hasRoom() {
            return dispatcher.isBusy() || fleet.hasRoom() || fleet.mayGrow();
        }
    }

    private void terminateIfEmpty() {
        if (fleet.workers().isEmpty() && tasks.living() == 0) {
            phase = Phase.TERMINATED;
            outbox.add(new PoolCommand.Terminated());
        }
    }
}
