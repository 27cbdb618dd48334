package dev.myriapod.coordinator.scheduler.table;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/*
 * Fresh tasks come in the order of id, so a deque keeps them sorted; those that came back are few, and a heap sorts them.
 * The smaller head is next. A task that ends while it waits stays as a husk until it reaches the head, or until husks are
 * the majority: then all are swept out.
 */
/** Tasks that wait for a worker, first the one with the lowest id. Not thread-safe. */
public final class PendingTasks<T extends Numbered> {
    private static final int HUSKS_WORTH_SWEEPING = 1024;

    private final ArrayDeque<T> fresh = new ArrayDeque<>();
    private final PriorityQueue<T> returned = new PriorityQueue<>(Comparator.comparingLong(Numbered::id));
    private int husks;

    /** How many wait. */
    public int size() {
        return fresh.size() + returned.size() - husks;
    }

    /** Ended tasks that are still kept. */
    public int husks() {
        return husks;
    }

    /** Adds one that has not been here before. */
    public void add(T task) {
        T last = fresh.peekLast();
        if (last == null || last.id() < task.id()) {
            fresh.addLast(task);
        } else {
            returned.add(task);
        }
    }

    /** Puts a task that has been here before back in its place. */
    public void giveBack(T task) {
        returned.add(task);
    }

    /** A task that waits here has ended. */
    public void ended() {
        husks++;
        if (husks >= HUSKS_WORTH_SWEEPING && husks > size()) {
            fresh.removeIf(Numbered::hasEnded);
            returned.removeIf(Numbered::hasEnded);
            husks = 0;
        }
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
        return first == null || back.id() < first.id() ? back : first;
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
        while (!fresh.isEmpty() && fresh.peekFirst().hasEnded()) {
            fresh.pollFirst();
            husks--;
        }
        while (!returned.isEmpty() && returned.peek().hasEnded()) {
            returned.poll();
            husks--;
        }
    }
}
