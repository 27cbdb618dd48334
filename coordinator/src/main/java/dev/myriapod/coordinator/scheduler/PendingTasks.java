package dev.myriapod.coordinator.scheduler;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/*
 * Fresh tasks come in the order of id, so a deque keeps them sorted; those that came back are few, and a heap sorts them.
 * The smaller head is next. A task that ends while it waits stays as a husk until it reaches the head, or until husks are
 * the majority: then all are swept out.
 */
/** Tasks that wait for a worker, first the one with the lowest id. */
final class PendingTasks {
    private static final int HUSKS_WORTH_SWEEPING = 1024;

    private final ArrayDeque<Task> fresh = new ArrayDeque<>();
    private final PriorityQueue<Task> returned = new PriorityQueue<>(Comparator.comparingLong(Task::id));
    private int husks;

    int size() {
        return fresh.size() + returned.size() - husks;
    }

    /** Ended tasks that are still kept. */
    int husks() {
        return husks;
    }

    void add(Task task) {
        Task last = fresh.peekLast();
        if (last == null || last.id() < task.id()) {
            fresh.addLast(task);
        } else {
            returned.add(task);
        }
    }

    /** Puts a task that has been here before back in its place. */
    void giveBack(Task task) {
        returned.add(task);
    }

    /** A task that waits here has ended. */
    void ended() {
        husks++;
        if (husks >= HUSKS_WORTH_SWEEPING && husks > size()) {
            fresh.removeIf(Task::hasEnded);
            returned.removeIf(Task::hasEnded);
            husks = 0;
        }
    }

    @Nullable
    Task peek() {
        if (husks > 0) {
            dropHusks();
        }
        Task first = fresh.peekFirst();
        if (returned.isEmpty()) {
            return first;
        }
        Task back = returned.peek();
        return first == null || back.id() < first.id() ? back : first;
    }

    /** Removes what {@link #peek()} just returned. */
    void remove(Task head) {
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
