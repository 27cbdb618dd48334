package dev.myriapod.coordinator.scheduler.table;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/*
 * Fresh tasks come in order, so a deque keeps them sorted; those that came back are few, and a heap sorts them. The smaller
 * head is next. A task that ends while it waits, or is taken before its turn, stays as a husk until it reaches the head, or
 * until husks are the majority: then all are swept out. One that was taken before its turn and comes back while its husk is
 * still there takes its old place.
 */
/** Tasks that wait for a worker, first the one with the lowest place. Not thread-safe. */
public final class PendingTasks<T extends Queued> {
    private static final int HUSKS_WORTH_SWEEPING = 1024;

    private final ArrayDeque<T> fresh = new ArrayDeque<>();
    private final PriorityQueue<T> returned = new PriorityQueue<>(Comparator.comparingLong(Queued::place));
    private int husks;

    /** How many wait. */
    public int size() {
        return fresh.size() + returned.size() - husks;
    }

    /** Ended tasks, and those taken before their turn, that are still kept. */
    public int husks() {
        return husks;
    }

    /** Adds one that has not been here before. */
    public void add(T task) {
        T last = fresh.peekLast();
        if (last == null || last.place() < task.place()) {
            fresh.addLast(task);
        } else {
            returned.add(task);
        }
    }

    /** Puts a task that has been here before back in its place. */
    public void giveBack(T task) {
        if (task.isAway()) {
            task.away(false);
            husks--;
        } else {
            returned.add(task);
        }
    }

    /** A task that waits here has ended. */
    public void ended() {
        husks++;
        if (husks >= HUSKS_WORTH_SWEEPING && husks > size()) {
            fresh.removeIf(PendingTasks::drop);
            returned.removeIf(PendingTasks::drop);
            husks = 0;
        }
    }

    /** Takes out one that waits here, before its turn. */
    public void take(T task) {
        task.away(true);
        ended();
    }

    /** The first; null if none waits. */
    public @Nullable T peek() {
        if (husks > 0) {
            dropHusks();
        }
        T first = fresh.peekFirst();
        if (returned.isEmpty()) {
            return first;
        }
        T back = returned.peek();
        return first == null || back.place() < first.place() ? back : first;
    }

    /** Removes what {@link #peek()} just returned. */
    public void remove(T head) {
        if (fresh.peekFirst() == head) {
            fresh.pollFirst();
        } else {
            returned.poll();
        }
    }

    private void dropHusks() {
        while (!fresh.isEmpty() && drop(fresh.peekFirst())) {
            fresh.pollFirst();
            husks--;
        }
        while (!returned.isEmpty() && drop(returned.peek())) {
            returned.poll();
            husks--;
        }
    }

    private static boolean drop(Queued task) {
        if (task.isAway()) {
            task.away(false);
            return true;
        }
        return task.hasEnded();
    }
}
