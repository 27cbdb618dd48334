package dev.myriapod.coordinator.hosted.queue;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is on its way to consumers, or leased by them, and not yet confirmed; by the request that took it. */
final class HandedOver {
    private final Map<Caller, List<Element>> elements = new LinkedHashMap<>();
    private int size;

    void add(Caller take, List<Element> taken) {
        elements.put(take, taken);
        size += taken.size();
    }

    /** What that request took; none if that is settled. */
    List<Element> remove(Caller take) {
        List<Element> removed = elements.remove(take);
        if (removed == null) {
            return List.of();
        }
        size -= removed.size();
        return removed;
    }

    /** What all requests of a process took. */
    List<List<Element>> removeAll(long attachment) {
        List<List<Element>> removed = new ArrayList<>();
        for (Caller take : List.copyOf(elements.keySet())) {
            if (take.attachment() == attachment) {
                removed.add(remove(take));
            }
        }
        return removed;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    int size() {
        return size;
    }
}
