package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.Crash;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.scheduler.table.PriorityTasks;
import dev.myriapod.coordinator.scheduler.table.TaskTable;
import dev.myriapod.coordinator.scheduler.terms.TaskState;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import dev.myriapod.coordinator.scheduler.waiting.Awaited;
import dev.myriapod.coordinator.scheduler.waiting.Wait;
import dev.myriapod.coordinator.scheduler.waiting.WaitBook;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/*
 * A task's life and its run on a worker are two things. The life may end first (cancel, timeout, shutdown): then the run
 * keeps its slot until it is over, and what it returns is dropped. The run may end first: then the task ends with it or
 * waits for its next attempt. As a task goes back to PENDING only when its run is over, it never runs twice at once.
 *
 * An attempt is consumed when a begin becomes known: by TaskStarted, TaskFinished, an answer to a revoke that does not name
 * the task, or the record of a dead worker.
 */
/** The life of every task that has not ended. Written on the event loop. */
final class TaskBook {
    /**
     * A task whose arguments no worker's heap can hold would kill one after the other and never begin. Fewer: bad luck could
     * end a task that never ran. More: others wait longer behind it.
     */
    private static final int MOST_DEATHS_AT_HANDOVER = 5;

    private final Outbox outbox;
    private final Deadlines deadlines;
    private final Run.Clock clock;
    private final TaskTable<Task> table = new TaskTable<>();
    private final PriorityTasks<Task> pending = new PriorityTasks<>();
    private final WaitBook<Run> waits = new WaitBook<>(TaskBook::lends);
    private long arrivals;
    private long backingOff;
    private long ended;

    TaskBook(Outbox outbox, Deadlines deadlines) {
        this.outbox = outbox;
        this.deadlines = deadlines;
        clock = new Run.Clock(outbox, deadlines);
    }

    /** Tasks that have not ended. */
    int living() {
        return table.size();
    }

    /** Those of them that wait for a worker or for their next attempt. */
    long waiting() {
        return pending.size() + backingOff;
    }

    long ended() {
        return ended;
    }

    /** Which tasks wait for which. */
    WaitBook<Run> waits() {
        return waits;
    }

    /** The one of that id, if it has not ended. */
    @Nullable
    Task find(long id) {
        return table.get(id);
    }

    PriorityTasks<Task> pending() {
        return pending;
    }

    void submit(Task task) {
        table.add(task);
        task.arrived(++arrivals);
        long limit = task.limits().queueTimeoutNanos();
        if (limit > 0) {
            task.alarm = new Deadlines.Alarm(() -> queueTimeoutPassed(task));
            deadlines.set(task.alarm, limit);
        }
        pending.add(task);
        waits.arrived(task.id());
    }

    /** Ends a task that came when the pool takes no more. */
    void refuse(Task task, TaskState state, TaskEnd end) {
        task.become(state);
        ended++;
        outbox.add(new PoolCommand.EndTask(task, 0, 0, 0, end));
    }

    /** Takes the first in the queue out and gives it to a worker. */
    void assignHead(Task head, WorkerRecord worker) {
        pending.remove(head);
        assign(head, worker);
    }

    /** Takes one that is waited for out of the queue, before its turn, and gives it to a worker. */
    void assignAwaited(Task task, WorkerRecord worker) {
        pending.take(task);
        assign(task, worker);
    }

    private void assign(Task task, WorkerRecord worker) {
        waits.taken(task.id());
        task.become(TaskState.ASSIGNED);
        Run run = worker.runs.add(task, deadlines.now());
        task.run = run;
        if (task.limits().memoryLimit() > 0) {
            worker.watchMemory();
        }
        outbox.add(new PoolCommand.Assign(worker.number, run.sequence, task, task.attempts + 1));
    }

    /** The worker says that a run has begun. */
    void started(Run run) {
        begin(run);
        Task task = run.task;
        if (!task.hasEnded()) {
            outbox.add(new PoolCommand.ReportRunning(task, task.attempts, task.worker, task.pid));
        }
    }

    /** A run is known to have begun and not to have ended. */
    void begin(Run run) {
        if (run.begun) {
            return;
        }
        noteBegin(run);
        clock.start(run, () -> timeoutPassed(run));
        if (run.interruptIfBegun) {
            clock.interrupt(run, "task " + run.task.id() + " was cancelled");
        }
        if (run.task.limits().memoryLimit() > 0) {
            run.worker.checkMemory();
        }
    }

    /** The run's thread waits for other tasks from now on. */
    void blocked(Run run, Awaited awaited) {
        begin(run);
        unblocked(run);
        run.wait = waits.begin(run, awaited, id -> table.get(id) != null, this::isQueued);
    }

    /** The run's thread waits no more. */
    void unblocked(Run run) {
        Wait<Run> wait = run.wait;
        if (wait != null) {
            run.wait = null;
            waits.end(wait);
        }
    }

    /** Its slot is empty from now on, or taken again: what has not begun behind it can begin elsewhere. */
    private static void lends(Wait<Run> wait) {
        WorkerRecord worker = wait.waiter().worker;
        worker.runs.lends(wait.lends());
        if (wait.lends()) {
            worker.revocation.takeBackLast(worker.runs.ahead());
        }
    }

    private boolean isQueued(long id) {
        Task task = table.get(id);
        return task != null && task.state() == TaskState.PENDING && !isBackingOff(task);
    }

    private static boolean isBackingOff(Task task) {
        return task.attempts > 0 && task.alarm != null;
    }

    private void giveBack(Task task) {
        pending.giveBack(task);
        waits.queued(task.id());
    }

    void finished(Run run, PoolEvent.TaskFinished how) {
        unblocked(run);
        noteBegin(run);
        clock.stop(run);
        run.worker.runs.finish(run, deadlines.now());
        Task task = run.task;
        task.run = null;
        if (task.hasEnded()) {
            return;
        }
        if (run.timedOut || (how.failed() && how.retry() && task.hasRetriesLeft())) {
            retry(task);
        } else if (how.failed()) {
            end(task, TaskState.FAILED, new TaskEnd.Failed(how.outcome()));
        } else {
            end(task, TaskState.SUCCEEDED, new TaskEnd.Returned(how.outcome()));
        }
    }

    /** The worker is dead and had begun the run. */
    void crashed(Run run, Crash crash) {
        unblocked(run);
        noteBegin(run);
        clock.stop(run);
        run.worker.runs.finish(run, deadlines.now());
        Task task = run.task;
        task.run = null;
        if (task.hasEnded()) {
            return;
        }
        if (run.timedOut) {
            // It is its timeout that it ends for, whatever it took to end it.
            retry(task);
            return;
        }
        task.crashed(crash);
        if (task.hasRetriesLeft() && !task.isPoison()) {
            retry(task);
        } else {
            end(task, TaskState.CRASHED, new TaskEnd.Crashed(task.crashes(), task.hasRetriesLeft()));
        }
    }

    /** The worker died before it began the run, and had nothing else to die of. */
    void diedAtHandover(Run run, Crash crash) {
        Task task = run.task;
        task.deathsAtHandover++;
        if (task.hasEnded() || task.deathsAtHandover < MOST_DEATHS_AT_HANDOVER) {
            returned(run);
            return;
        }
        run.worker.runs.takeBack(run);
        task.run = null;
        end(task, TaskState.CRASHED, new TaskEnd.Crashed(List.of(crash), false));
    }

    /** The worker has not begun the run and never will. */
    void returned(Run run) {
        run.worker.runs.takeBack(run);
        Task task = run.task;
        task.run = null;
        if (task.hasEnded()) {
            return;
        }
        task.become(TaskState.PENDING);
        giveBack(task);
        if (task.overdue) {
            queueTimeoutPassed(task);
        }
    }

    void cancel(long id, boolean interrupt) {
        Task task = table.get(id);
        if (task == null) {
            return;
        }
        end(task, TaskState.CANCELLED, new TaskEnd.Cancelled());
        Run run = task.run;
        if (run == null) {
            return;
        }
        if (!run.begun) {
            run.interruptIfBegun = interrupt;
            run.worker.revocation.takeBack(run);
        } else if (interrupt) {
            clock.interrupt(run, "task " + id + " was cancelled");
        }
    }

    /** Ends all of them in the order of id. Runs go on until somebody ends their workers. */
    void endAll(TaskState state, Supplier<TaskEnd> how) {
        for (Task task : table.inOrder()) {
            end(task, state, how.get());
        }
    }

    private void noteBegin(Run run) {
        if (run.begun) {
            return;
        }
        run.begun = true;
        run.worker.runs.begun(run);
        Task task = run.task;
        if (task.hasEnded()) {
            return;
        }
        task.become(TaskState.RUNNING);
        task.attempts++;
        task.worker = run.worker.number;
        task.pid = run.worker.pid();
        task.overdue = false;
        deadlines.cancel(task.alarm);
        task.alarm = null;
    }

    private void timeoutPassed(Run run) {
        Task task = run.task;
        long limit = task.limits().timeoutNanos();
        if (!task.hasEnded()) {
            if (task.hasRetriesLeft()) {
                run.timedOut = true;
            } else {
                end(task, TaskState.TIMED_OUT, new TaskEnd.TimedOut(false, limit));
            }
        }
        clock.interrupt(run, "task " + task.id() + " ran longer than its timeout of " + Deadlines.text(limit));
    }

    private void queueTimeoutPassed(Task task) {
        Run run = task.run;
        if (run != null) {
            task.overdue = true;
            run.worker.revocation.takeBackFrom(run);
        } else {
            end(
                    task,
                    TaskState.TIMED_OUT,
                    new TaskEnd.TimedOut(true, task.limits().queueTimeoutNanos()));
        }
    }

    private void retry(Task task) {
        task.become(TaskState.PENDING);
        long wait = task.limits().retries().backoffAfter(task.attempts);
        if (wait == 0) {
            giveBack(task);
        } else {
            backingOff++;
            task.alarm = new Deadlines.Alarm(() -> backoffPassed(task));
            deadlines.set(task.alarm, wait);
        }
    }

    private void backoffPassed(Task task) {
        backingOff--;
        task.alarm = null;
        giveBack(task);
    }

    private void end(Task task, TaskState state, TaskEnd end) {
        boolean waited = task.state() == TaskState.PENDING;
        boolean backsOff = waited && isBackingOff(task);
        task.become(state);
        table.remove(task);
        waits.ended(task.id());
        ended++;
        Deadlines.@Nullable Alarm alarm = task.alarm;
        task.alarm = null;
        if (backsOff) {
            backingOff--;
        } else if (waited) {
            pending.ended(task);
        }
        deadlines.cancel(alarm);
        outbox.add(new PoolCommand.EndTask(task, task.attempts, task.worker, task.pid, end));
    }
}
