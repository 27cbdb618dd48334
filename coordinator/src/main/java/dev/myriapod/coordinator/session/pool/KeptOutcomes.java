package dev.myriapod.coordinator.session.pool;

import dev.myriapod.proto.v1.TaskEnded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * A future that is handed to another task is kept by the client that hands it over, until that task has ended. The client
 * asks before it sends the future: if the task has ended already, the client has been told so before the answer, and sends
 * the outcome instead.
 */
/** What became of tasks whose futures were handed to other tasks, and who waits to hear it. Owned by the loop. */
final class KeptOutcomes {
    private final Map<Long, Kept> kept = new HashMap<>();

    private static final class Kept {
        final Map<PoolClient, Integer> holders = new HashMap<>();
        final List<Watcher> watchers = new ArrayList<>();

        @Nullable
        TaskEnded outcome;

        boolean isNeeded() {
            return !holders.isEmpty() || !watchers.isEmpty();
        }
    }

    private record Watcher(PoolClient client, long number) {}

    /** Keeps a task's outcome for a client; false if there is nothing to keep, as the task has ended. */
    boolean keep(PoolClient holder, long task, boolean lives) {
        if (!lives && !kept.containsKey(task)) {
            return false;
        }
        kept.computeIfAbsent(task, id -> new Kept()).holders.merge(holder, 1, Integer::sum);
        return true;
    }

    /** Undoes one {@link #keep}. */
    void release(PoolClient holder, long task) {
        Kept found = kept.get(task);
        if (found != null) {
            found.holders.computeIfPresent(holder, (client, holds) -> holds == 1 ? null : holds - 1);
            forgetUnneeded(task, found);
        }
    }

    /** Tells a client of a task's end: at once if it has ended. */
    void watch(PoolClient watcher, long number, long task, boolean lives) {
        Kept found = lives ? kept.computeIfAbsent(task, id -> new Kept()) : kept.get(task);
        if (found == null || found.outcome != null) {
            watcher.watched(number, found == null ? null : found.outcome);
        } else {
            found.watchers.add(new Watcher(watcher, number));
        }
    }

    /** Whether anybody may ask what became of a task. */
    boolean isKept(long task) {
        // Most pools never keep any: then this costs nothing.
        return !kept.isEmpty() && kept.containsKey(task);
    }

    /** A task ended in this way. */
    void ended(long task, TaskEnded outcome) {
        Kept found = kept.get(task);
        if (found != null) {
            found.outcome = outcome;
            found.watchers.forEach(watcher -> watcher.client().watched(watcher.number(), outcome));
            found.watchers.clear();
            forgetUnneeded(task, found);
        }
    }

    /** A client has gone, and with it what it wanted. */
    void left(PoolClient client) {
        for (Iterator<Kept> all = kept.values().iterator(); all.hasNext(); ) {
            Kept each = all.next();
            each.holders.remove(client);
            each.watchers.removeIf(watcher -> watcher.client() == client);
            if (!each.isNeeded()) {
                all.remove();
            }
        }
    }

    private void forgetUnneeded(long task, Kept found) {
        if (!found.isNeeded()) {
            kept.remove(task);
        }
    }
}
