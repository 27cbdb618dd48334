package dev.myriapod.coordinator.scheduler.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Open addressing with linear probing, at most half full: nothing is allocated for a task that comes and goes. A removal
 * moves later entries of the same cluster back, so there are no tombstones to collect.
 */
/** The tasks that have not ended, by id. Not thread-safe. */
public final class TaskTable<T extends Numbered> {
    private static final int SMALLEST = 64;

    private @Nullable T[] slots = newSlots(SMALLEST);
    private int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException if one with its id is there
     */
    public void add(T task) {
        if (2 * (size + 1) > slots.length) {
            resize(2 * slots.length);
        }
        if (!put(task)) {
            throw new IllegalArgumentException("Task " + task.id()
                    + " was submitted twice: ids must be unique in a pool. This is an error of the client");
        }
        size++;
    }

    /** The one with that id; null if there is none. */
    public @Nullable T get(long id) {
        T task;
        for (int i = home(id); (task = slots[i]) != null; i = next(i)) {
            if (task.id() == id) {
                return task;
            }
        }
        return null;
    }

    /** Takes out one that is there. */
    public void remove(T task) {
        int hole = home(task.id());
        while (slots[hole] != task) {
            hole = next(hole);
        }
        T other;
        for (int i = next(hole); (other = slots[i]) != null; i = next(i)) {
            // An entry may fill the hole unless its home lies after the hole, going round.
            if (((i - home(other.id())) & (slots.length - 1)) >= ((i - hole) & (slots.length - 1))) {
                slots[hole] = other;
                hole = i;
            }
        }
        slots[hole] = null;
        size--;
        if (slots.length > SMALLEST && 16 * size < slots.length) {
            resize(slots.length / 2);
        }
    }

    /** All of them in the order of id. */
    public List<T> inOrder() {
        List<T> all = new ArrayList<>(size);
        for (T task : slots) {
            if (task != null) {
                all.add(task);
            }
        }
        all.sort(Comparator.comparingLong(Numbered::id));
        return all;
    }

    private boolean put(T task) {
        int i = home(task.id());
        T other;
        while ((other = slots[i]) != null) {
            if (other.id() == task.id()) {
                return false;
            }
            i = next(i);
        }
        slots[i] = task;
        return true;
    }

    private void resize(int length) {
        @Nullable T[] old = slots;
        slots = newSlots(length);
        for (T task : old) {
            if (task != null) {
                put(task);
            }
        }
    }

    /** Ids that follow each other land far apart: were they neighbours, all of them would be one cluster. */
    private int home(long id) {
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> (1 + Long.numberOfLeadingZeros(slots.length)));
    }

    private int next(int i) {
        return (i + 1) & (slots.length - 1);
    }

    @SuppressWarnings("unchecked") // nothing but what add() was given is ever put into it
    private static <T extends Numbered> @Nullable T[] newSlots(int length) {
        return (T[]) new Numbered[length];
    }
}
