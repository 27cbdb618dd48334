package dev.myriapod.coordinator.scheduler.waiting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All waits of a pool. There are at most as many as the pool's workers have threads; while there is none, nothing here costs
 * anything. Written on the event loop.
 *
 * @param <R> a run, the one that waits
 */
public final class WaitBook<R> {
    /** Oldest first. */
    private final List<Wait<R>> waits = new ArrayList<>();

    private final Map<Long, List<Wait<R>>> byTask = new HashMap<>();
    private final Consumer<Wait<R>> changed;
    private boolean news;
    private int lending;
    private int lendingToAnybody;

    /** Tells the consumer of each wait that begins to lend its slot, or takes it back. */
    public WaitBook(Consumer<Wait<R>> changed) {
        this.changed = changed;
    }

    /** Whether nobody waits. */
    public boolean isEmpty() {
        return waits.isEmpty();
    }

    /** Oldest first. The live list. */
    public List<Wait<R>> waits() {
        return waits;
    }

    /** How many slots stand empty because their task waits. */
    public int lending() {
        return lending;
    }

    /** How many of those are lent to whoever is next, and not only to what is waited for. */
    public int lendingToAnybody() {
        return lendingToAnybody;
    }

    /**
     * A run begins to wait.
     *
     * @param lives whether the task of that id is known and has not ended
     * @param isQueued whether it waits for a worker
     */
    public Wait<R> begin(R waiter, Awaited what, LongPredicate lives, LongPredicate isQueued) {
        Wait<R> wait = new Wait<>(waiter, what);
        waits.add(wait);
        for (long task : what.tasks()) {
            byTask.computeIfAbsent(task, id -> new ArrayList<>(1)).add(wait);
            if (lives.test(task)) {
                wait.arrived(task, isQueued.test(task));
            }
        }
        settle(wait);
        return wait;
    }

    /** A run waits no more, or is over. */
    public void end(Wait<R> wait) {
        if (!waits.remove(wait)) {
            return;
        }
        for (Long task : wait.awaited()) {
            List<Wait<R>> others = byTask.get(task);
            if (others != null && others.remove(wait) && others.isEmpty()) {
                byTask.remove(task);
            }
        }
        wait.close();
        settle(wait);
    }

    /** A wait has been told that it will never end: it will, soon. */
    public void fail(Wait<R> wait) {
        wait.fail();
        news = true;
    }

    /** Whether a wait has changed since the last call, so that some may wait for each other. */
    public boolean takeNews() {
        boolean had = news;
        news = false;
        return had;
    }

    /** Whether somebody waits for a task of that id. */
    public boolean isAwaited(long task) {
        return !byTask.isEmpty() && byTask.containsKey(task);
    }

    /** A task came that waits for a worker. */
    public void arrived(long task) {
        each(task, wait -> wait.arrived(task, true));
    }

    /** A task has ended. */
    public void ended(long task) {
        if (!byTask.isEmpty()) {
            each(task, wait -> wait.ended(task));
            byTask.remove(task);
        }
    }

    /** A task waits for a worker again. */
    public void queued(long task) {
        each(task, wait -> wait.queued(task));
    }

    /** A task does not wait for a worker any more. */
    public void taken(long task) {
        each(task, wait -> wait.taken(task));
    }

    /** The task that goes first: one for which the youngest wait waits, so that what is begun is finished before more begins. */
    public @Nullable Long first() {
        for (int i = waits.size() - 1; i >= 0; i--) {
            Long task = waits.get(i).firstQueued();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private void each(long task, Consumer<Wait<R>> action) {
        if (byTask.isEmpty()) {
            return;
        }
        List<Wait<R>> concerned = byTask.get(task);
        if (concerned != null) {
            for (Wait<R> wait : concerned) {
                action.accept(wait);
                settle(wait);
            }
        }
    }

    private void settle(Wait<R> wait) {
        boolean toAnybody = wait.lendsToAnybody();
        if (wait.settle()) {
            lending += wait.lends() ? 1 : -1;
            lendingToAnybody += (wait.lendsToAnybody() ? 1 : 0) - (toAnybody ? 1 : 0);
            news = true;
            changed.accept(wait);
        }
    }
}
