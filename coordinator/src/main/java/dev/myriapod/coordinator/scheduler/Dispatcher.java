package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.table.PriorityTasks;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import dev.myriapod.coordinator.scheduler.time.RunTimeMean;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Every task goes to the worker that holds the fewest, so idle ones come first and what is assigned ahead is spread evenly.
 * The next pending task is never overtaken: if nobody has room for it, the others wait with it.
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

    void dispatch(int places) {
        PriorityTasks<Task> pending = tasks.pending();
        Task task = pending.peek();
        if (task == null) {
            return;
        }
        int most = mean.mostPerWorker(slots);
        int room = room(places);
        do {
            WorkerRecord worker = choose(task, most, room);
            if (worker == null) {
                return;
            }
            room -= worker.runs.size() < slots ? 1 : 0;
            pending.remove(task);
            tasks.assign(task, worker);
            task = pending.peek();
        } while (task != null);
    }

    /** How many more tasks may run at once: those who have lost their place still use some of its slots. */
    private int room(int places) {
        int room = places * slots;
        for (int i = 0; i < workers.size(); i++) {
            room -= workers.get(i).slotsInUse();
        }
        return room;
    }

    private @Nullable WorkerRecord choose(Task task, int most, int room) {
        WorkerRecord best = null;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < workers.size(); i++) {
            WorkerRecord worker = workers.get(i);
            int size = worker.runs.size();
            if (size < fewest
                    && worker.takesTasks()
                    && (size < slots ? room > 0 : size < most && takesAhead(worker.runs, task))) {
                best = worker;
                fewest = size;
            }
        }
        return best;
    }

    private boolean takesAhead(WorkerRuns runs, Task task) {
        return !task.isBounded()
                && !runs.hasBounded()
                && runs.bytes() + task.payloadBytes() <= AHEAD_BYTES
                && runs.stalledFor(deadlines.now()) < STALLED_NANOS;
    }

    /** To be called after {@link #dispatch}: takes back from at most one worker; its answer is the next occasion. */
    void rebalance(int places) {
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
        free = Math.min(free, room(places));
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
