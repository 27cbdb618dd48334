package dev.myriapod.coordinator.session.pool;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks that processes of the cluster submitted and that have not ended. Owned by the loop. */
final class NestedTasks {
    private final Map<Long, Nested> tasks = new HashMap<>();
    private final Map<String, Set<Long>> byProcess = new HashMap<>();
    private final Map<Long, Set<Long>> byParent = new HashMap<>();

    private record Nested(String process, @Nullable Long parent) {}

    /** A process submitted a task; the parent is the task that did it, if it was one of this pool. */
    void submitted(long task, String process, @Nullable Long parent) {
        tasks.put(task, new Nested(process, parent));
        byProcess.computeIfAbsent(process, name -> new LinkedHashSet<>()).add(task);
        if (parent != null) {
            byParent.computeIfAbsent(parent, id -> new LinkedHashSet<>()).add(task);
        }
    }

    /** A task of any client ended; returns those that it submitted and that have not. */
    List<Long> ended(long task) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        Nested nested = tasks.remove(task);
        if (nested != null) {
            remove(byProcess, nested.process(), task);
            if (nested.parent() != null) {
                remove(byParent, nested.parent(), task);
            }
        }
        Set<Long> children = byParent.isEmpty() ? null : byParent.remove(task);
        return children == null ? List.of() : List.copyOf(children);
    }

    /** Those of a process. */
    List<Long> of(String process) {
        return List.copyOf(byProcess.getOrDefault(process, Set.of()));
    }

    private static <K> void remove(Map<K, Set<Long>> sets, K key, Long task) {
        Set<Long> set = sets.get(key);
        if (set != null && set.remove(task) && set.isEmpty()) {
            sets.remove(key);
        }
    }
}
