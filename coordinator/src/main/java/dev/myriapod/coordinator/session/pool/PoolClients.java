package dev.myriapod.coordinator.session.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Each client numbers its own tasks. Inside the pool a task's id is that number with the client's above it. The one that
 * opened the pool is client 0, so its ids are its numbers. A client has its number from the first time that it is mentioned,
 * which may be before its stream is there.
 */
/** Who submits to a pool: the client that opened it, and processes that joined it. Owned by the loop. */
final class PoolClients {
    private static final int SHIFT = 40;
    private static final long NUMBER = (1L << SHIFT) - 1;

    /** By their numbers. */
    private final List<String> processes = new ArrayList<>();

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, PoolClient> present = new HashMap<>();

    /** With the one that opened the pool. */
    PoolClients(PoolClient opener) {
        join("", opener);
    }

    /** A process is there; an empty name is the one that opened the pool. */
    void join(String process, PoolClient client) {
        int number = numberOf(process);
        if (present.putIfAbsent(number, client) != null) {
            throw new IllegalArgumentException(
                    process + " joined a pool twice: one stream serves all tasks of a process.");
        }
    }

    void leave(String process) {
        present.remove(numberOf(process));
    }

    boolean isPresent(String process) {
        return present.containsKey(numberOf(process));
    }

    /** Those that are there. */
    Collection<PoolClient> all() {
        return present.values();
    }

    /** Sends what has gathered for them. */
    void flush() {
        if (present.size() == 1) {
            present.values().iterator().next().flush();
        } else {
            // A copy: one that is in this JVM may answer at once, by leaving.
            List.copyOf(present.values()).forEach(PoolClient::flush);
        }
    }

    /** Whether so much waits for one of them to read that no more should be made. */
    boolean isAnyBehind() {
        boolean behind = false;
        for (PoolClient client : present.values()) {
            behind |= client.isBehind();
        }
        return behind;
    }

    /** The pool's id for a client's task. */
    long id(String process, long task) {
        return ((long) numberOf(process) << SHIFT) | task;
    }

    /** The client's number for a task. */
    static long task(long id) {
        return id & NUMBER;
    }

    /** Whether it came from a process that joined. */
    static boolean isJoined(long id) {
        return id > NUMBER;
    }

    /** The client that submitted a task; null if it has gone. */
    @Nullable
    PoolClient of(long id) {
        return present.get((int) (id >>> SHIFT));
    }

    /** A task for people, such as "task 7" or "task 2 of worker-3". */
    String label(long id) {
        return isJoined(id) ? "task " + task(id) + " of " + processes.get((int) (id >>> SHIFT)) : "task " + id;
    }

    private int numberOf(String process) {
        return numbers.computeIfAbsent(process, name -> {
            processes.add(name);
            return processes.size() - 1;
        });
    }
}
