package dev.myriapod.coordinator.scheduler.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * One queue for each priority that anything waits in; mostly there is one. So that a stream of urgent tasks cannot keep an
 * old one waiting for ever, PATIENCE tasks in a row that were not the oldest of all are followed by the oldest: a task with n
 * older ones before it is taken after at most (n + 1) * PATIENCE + n others, whatever their priority.
 */
/** Tasks that wait for a worker: the highest priority first, within one the one that came first. Not thread-safe. */
public final class PriorityTasks<T extends Prioritized> {
    /** Smaller: urgent tasks wait more often for old ones. Larger: old ones may wait longer. */
    static final int PATIENCE = 16;

    /** From the highest priority to the lowest. */
    private final List<Level<T>> levels = new ArrayList<>(1);

    /** How many were taken since the oldest of all was. */
    private int takenBeforeOldest;

    private static final class Level<T extends Prioritized> {
        final int priority;
        final PendingTasks<T> tasks = new PendingTasks<>();

        Level(int priority) {
            this.priority = priority;
        }
    }

    /** How many wait. */
    public int size() {
        int size = 0;
        for (int i = 0; i < levels.size(); i++) {
            size += levels.get(i).tasks.size();
        }
        return size;
    }

    /** Ended tasks that are still kept. */
    public int husks() {
        int husks = 0;
        for (int i = 0; i < levels.size(); i++) {
            husks += levels.get(i).tasks.husks();
        }
        return husks;
    }

    /** Adds one that has not been here before. */
    public void add(T task) {
        level(task.priority()).tasks.add(task);
    }

    /** Puts a task that has been here before back in its place. */
    public void giveBack(T task) {
        level(task.priority()).tasks.giveBack(task);
    }

    /** A task that waits here has ended. */
    public void ended(T task) {
        level(task.priority()).tasks.ended();
    }

    /** Takes out one that waits here, before its turn. */
    public void take(T task) {
        Level<T> level = level(task.priority());
        level.tasks.take(task);
        forgetIfEmpty(level);
    }

    /** The next; null if none waits. The same until something is added or removed. */
    public @Nullable T peek() {
        T first = null;
        T oldest = null;
        for (int i = 0; i < levels.size(); i++) {
            T head = levels.get(i).tasks.peek();
            if (first == null) {
                first = head;
            }
            if (head != null && (oldest == null || head.place() < oldest.place())) {
                oldest = head;
            }
        }
        return takenBeforeOldest >= PATIENCE ? oldest : first;
    }

    /** Removes what {@link #peek()} just returned. */
    public void remove(T next) {
        takenBeforeOldest = isOldest(next) ? 0 : takenBeforeOldest + 1;
        Level<T> level = level(next.priority());
        level.tasks.remove(next);
        forgetIfEmpty(level);
    }

    private void forgetIfEmpty(Level<T> level) {
        if (levels.size() > 1 && level.tasks.peek() == null) {
            levels.remove(level);
        }
    }

    private boolean isOldest(T next) {
        for (int i = 0; i < levels.size(); i++) {
            T head = levels.get(i).tasks.peek();
            if (head != null && head.place() < next.place()) {
                return false;
            }
        }
        return true;
    }

    private Level<T> level(int priority) {
        int place = 0;
        for (; place < levels.size(); place++) {
            Level<T> level = levels.get(place);
            if (level.priority == priority) {
                return level;
            }
            if (level.priority < priority) {
                break;
            }
        }
        Level<T> fresh = new Level<>(priority);
        levels.add(place, fresh);
        return fresh;
    }
}
