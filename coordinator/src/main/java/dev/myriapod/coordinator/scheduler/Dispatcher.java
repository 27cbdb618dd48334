package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.table.PriorityTasks;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import dev.myriapod.coordinator.scheduler.time.RunTimeMean;
import dev.myriapod.coordinator.scheduler.waiting.WaitBook;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/*
 * Every task goes to the worker that holds the fewest, so idle ones come first and what is assigned ahead is spread evenly.
 * The next pending task is never overtaken: if nobody has room for it, the others wait with it.
 *
 * A task that waits for another holds its worker and not its slot. What it waits for takes that slot, in an extra worker, and
 * takes it before its turn; nothing else does, or each wait would let one more task begin that soon waits as well. Only a
 * wait for something that the pool does not know lends its slot to whoever is next.
 *
 * What was assigned ahead is taken back in two cases. One worker has nothing to do and another holds enough to share: half
 * of it. A worker has finished nothing for STALLED_NANOS while others could: all of it, for it sits behind a slow task; and
 * until that worker moves again it is given nothing ahead, so the same tasks do not return to it.
 */
/** Gives pending tasks to workers, and takes back what others could do sooner. */
final class Dispatcher {
    /** Payload that a worker may hold ahead. Less starves workers of large tasks; more fills the heap of a slow one. */
    private static final long AHEAD_BYTES = 1 << 20;

    /** Longer: tasks wait longer behind a slow one. Shorter: a collector's pause looks like a slow task. */
    private static final long STALLED_NANOS = 1_000_000;

    /** Less work than this is done before a revoke and its answer have crossed. */
    private static final long WORTH_SHARING_NANOS = 300_000;

    private final TaskBook tasks;
    private final Deadlines deadlines;
    private final List<WorkerRecord> workers;
    private final int slots;
    private final RunTimeMean mean = new RunTimeMean();
    private final Deadlines.Alarm look = new Deadlines.Alarm(() -> {});

    Dispatcher(TaskBook tasks, Deadlines deadlines, List<WorkerRecord> workers, int slots) {
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.workers = workers;
        this.slots = slots;
    }

    void ran(long nanos) {
        mean.add(nanos);
    }

    void dispatch(int size) {
        PriorityTasks<Task> pending = tasks.pending();
        Task task = pending.peek();
        if (task == null) {
            return;
        }
        dispatchAwaited(size);
        task = pending.peek();
        // While tasks wait for each other nothing is assigned ahead: it could begin in a slot that is only lent.
        int most = tasks.waits().isEmpty() ? mean.mostPerWorker(slots) : slots;
        int room = roomForAnybody(size);
        while (task != null) {
            WorkerRecord worker = choose(task, most, room);
            if (worker == null) {
                return;
            }
            room -= worker.freeSlots() > 0 ? 1 : 0;
            tasks.assignHead(task, worker);
            task = pending.peek();
        }
    }

    /** What a task waits for goes first, in any slot that is free or lent. */
    private void dispatchAwaited(int size) {
        WaitBook<Run> waits = tasks.waits();
        int room = roomForAwaited(size);
        for (Long id = waits.first(); id != null && room > 0; id = waits.first(), room--) {
            Task task = Objects.requireNonNull(tasks.find(id), "what is queued has not ended");
            WorkerRecord worker = choose(task, slots, room);
            if (worker == null) {
                return;
            }
            tasks.assignAwaited(task, worker);
        }
    }

    /** How many more tasks may begin that somebody waits for. */
    private int roomForAwaited(int size) {
        WaitBook<Run> waits = tasks.waits();
        return waits.isEmpty() ? 0 : slots * size - slotsInUse() + waits.lending();
    }

    /** Whether a task that somebody waits for may begin now, if there is a worker for it. */
    boolean hasSlotForAwaited(int size) {
        return tasks.waits().first() != null && roomForAwaited(size) > 0;
    }

    /** How many more tasks may begin that nobody waits for: extra workers are there for those that somebody waits for. */
    private int roomForAnybody(int size) {
        return slots * size - slotsInUse() + tasks.waits().lendingToAnybody();
    }

    /** How many tasks run, or wait in the middle of their run; those count as well whose worker has lost its place. */
    private int slotsInUse() {
        int used = 0;
        for (int i = 0; i < workers.size(); i++) {
            used += workers.get(i).slotsInUse();
        }
        return used;
    }

    /** Whether something runs that does not wait. */
    boolean isBusy() {
        return slotsInUse() > tasks.waits().lending();
    }

    private @Nullable WorkerRecord choose(Task task, int most, int room) {
        WorkerRecord best = null;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < workers.size(); i++) {
            WorkerRecord worker = workers.get(i);
            int held = worker.runs.size();
            if (held < fewest
                    && worker.takesTasks()
                    && (held < slots ? room > 0 : held < most && takesAhead(worker.runs, task))) {
                best = worker;
                fewest = held;
            }
        }
        return best;
    }

    private boolean takesAhead(WorkerRuns runs, Task task) {
        return !task.isBounded()
                && !runs.isLending()
                && !runs.hasBounded()
                && runs.bytes() + task.payloadBytes() <= AHEAD_BYTES
                && runs.stalledFor(deadlines.now()) < STALLED_NANOS;
    }

    /** To be called after {@link #dispatch}: takes back from at most one worker; its answer is the next occasion. */
    void rebalance(int size) {
        WorkerRecord richest = null;
        WorkerRecord stalled = null;
        int free = 0;
        int moving = 0;
        for (int i = 0; i < workers.size(); i++) {
            WorkerRecord worker = workers.get(i);
            if (!worker.isReady() || worker.revocation.isOutstanding()) {
                continue;
            }
            WorkerRuns runs = worker.runs;
            boolean isStalled = runs.stalledFor(deadlines.now()) >= STALLED_NANOS;
            if (worker.hasPlace() && !runs.isSpent()) {
                free += worker.freeSlots();
                moving += isStalled ? 0 : 1;
            }
            if (runs.ahead() > 0) {
                if (isStalled && (stalled == null || runs.ahead() > stalled.runs.ahead())) {
                    stalled = worker;
                }
                if (richest == null || runs.ahead() > richest.runs.ahead()) {
                    richest = worker;
                }
            }
        }
        free = Math.min(free, roomForAnybody(size));
        if (stalled != null && (free > 0 || (moving > 0 && tasks.pending().size() > 0))) {
            stalled.revocation.takeBackLast(stalled.runs.ahead());
        } else if (richest != null && free > 0) {
            int ahead = richest.runs.ahead();
            if (ahead * mean.nanos() / slots >= WORTH_SHARING_NANOS) {
                richest.revocation.takeBackLast((ahead + 1) / 2);
            } else if (!look.isSet()) {
                deadlines.set(look, STALLED_NANOS);
            }
        }
    }
}
