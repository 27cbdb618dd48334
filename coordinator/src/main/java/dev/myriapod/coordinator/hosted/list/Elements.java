package dev.myriapod.coordinator.hosted.list;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of a list, in their order. */
final class Elements {
    /**
     * How many bytes leave in one answer. More: one message may become longer than a receiver takes. Fewer: more round trips
     * for those who want many.
     */
    private static final long MOST_BYTES = 1 << 20;

    /** As many in one answer; each costs some bytes beside its own. */
    private static final int MOST_ELEMENTS = 4096;

    private final ArrayList<Element> elements = new ArrayList<>();
    /** What is being told in parts, by who asked and the number that it gave. */
    private final Map<Caller, State> frozen = new HashMap<>();

    private long lastStamp;
    private long version;

    /** A list at one moment. */
    private record State(List<Element> elements, long version) {}

    int size() {
        return elements.size();
    }

    long version() {
        return version;
    }

    /** As many as were asked for, or as one answer holds. */
    ListResult.Shown page(Place place, int max) {
        return page(new State(elements, version), place, max);
    }

    /** The same, as it was at that reader's first call. */
    ListResult.Shown page(Caller reader, Place place, int max) {
        State state = frozen.get(reader);
        ListResult.Shown page = page(state == null ? new State(elements, version) : state, place, max);
        if (!page.more()) {
            frozen.remove(reader);
        } else if (state == null) {
            frozen.put(reader, new State(new ArrayList<>(elements), version));
        }
        return page;
    }

    private static ListResult.Shown page(State state, Place place, int max) {
        List<Element> all = state.elements();
        int from = place.in(all);
        int behind = from < 0 ? 0 : max == ListEvent.ALL ? all.size() : from + Math.min(max, all.size() - from);
        List<Element> page = new ArrayList<>();
        long bytes = 0;
        for (int i = Math.max(0, from); i < behind; i++) {
            Element next = all.get(i);
            bytes += next.item().bytes();
            if (!page.isEmpty() && (bytes > MOST_BYTES || page.size() >= MOST_ELEMENTS)) {
                return new ListResult.Shown(page, true, all.size(), state.version());
            }
            page.add(next);
        }
        return new ListResult.Shown(page, false, all.size(), state.version());
    }

    /** What it was told in parts is not told any further. */
    void forget(long attachment) {
        frozen.keySet().removeIf(reader -> reader.attachment() == attachment);
    }

    /** The index of that place, if so many can be removed there; negative if not. */
    int index(Place place, int remove) {
        int index = place.in(elements);
        return index >= 0 && remove > elements.size() - index ? -1 : index;
    }

    /** The element at that index; null behind the last. */
    @Nullable
    Element at(int index) {
        return index < elements.size() ? elements.get(index) : null;
    }

    /** Returns the stamp of the first that came. */
    long splice(int from, int remove, List<Item> items) {
        int behind = remove == ListEvent.ALL ? elements.size() : from + remove;
        long first = lastStamp + 1;
        List<Element> coming = new ArrayList<>(items.size());
        items.forEach(item -> coming.add(new Element(++lastStamp, item)));
        if (coming.size() == 1 && behind == from + 1) {
            elements.set(from, coming.get(0));
        } else {
            elements.subList(from, behind).clear();
            elements.addAll(from, coming);
        }
        version++;
        return first;
    }

    /** Those of these indices stay, in this order. */
    void arrange(List<Integer> order) {
        BitSet seen = new BitSet(elements.size());
        List<Element> arranged = new ArrayList<>(order.size());
        for (int index : order) {
            if (index < 0 || index >= elements.size() || seen.get(index)) {
                throw new IllegalArgumentException(
                        "A list of " + elements.size() + " elements cannot be arranged with the" + " index " + index
                                + ", which is too large or comes twice: the peer does not speak the protocol.");
            }
            seen.set(index);
            arranged.add(elements.get(index));
        }
        elements.clear();
        elements.addAll(arranged);
        version++;
    }
}
