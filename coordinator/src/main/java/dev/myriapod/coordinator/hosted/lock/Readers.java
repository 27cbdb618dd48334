package dev.myriapod.coordinator.hosted.lock;

import java.util.HashMap;
import java.util.Map;

/** Who holds a lock for reading, and how often. */
final class Readers {
    private final Map<Owner, Integer> holds = new HashMap<>();

    /** Once more; returns how often it is then. */
    int add(Owner reader) {
        return holds.merge(reader, 1, Integer::sum);
    }

    /** Once less; returns whether it was a reader. */
    boolean remove(Owner reader) {
        boolean was = has(reader);
        holds.computeIfPresent(reader, (who, count) -> count == 1 ? null : count - 1);
        return was;
    }

    void removeAll(long attachment) {
        holds.keySet().removeIf(reader -> reader.attachment() == attachment);
    }

    boolean has(Owner reader) {
        return holds.containsKey(reader);
    }

    boolean isEmpty() {
        return holds.isEmpty();
    }

    /** How often it is held in all. */
    int count() {
        return holds.values().stream().mapToInt(Integer::intValue).sum();
    }
}
