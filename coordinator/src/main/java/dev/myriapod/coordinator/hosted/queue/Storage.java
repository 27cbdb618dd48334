package dev.myriapod.coordinator.hosted.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The elements that nobody has yet been given, by their sequence. */
final class Storage {
    /**
     * How many bytes leave in one answer. More: one message may become longer than a receiver takes. Fewer: more round trips
     * for those who want many.
     */
    private static final long MOST_BYTES = 1 << 20;

    /** As many in one answer; each costs some bytes beside its own. */
    private static final int MOST_ELEMENTS = 4096;

    private final QueueTerms terms;
    private final TreeMap<Long, Element> elements = new TreeMap<>();
    private long lastSequence;
    private long bytes;

    Storage(QueueTerms terms) {
        this.terms = terms;
    }

    /** Appends an item, if there is room for it. */
    boolean add(Item item) {
        if (elements.size() >= terms.capacity() || (!elements.isEmpty() && item.bytes() > terms.maxBytes() - bytes)) {
            return false;
        }
        insert(new Element(++lastSequence, item, 0));
        return true;
    }

    /** Puts back what had left; there is always room for that. */
    void restore(List<Element> returned) {
        returned.forEach(this::insert);
    }

    private void insert(Element element) {
        elements.put(element.sequence(), element);
        bytes += element.item().bytes();
    }

    /** Takes from the front: at least one, at most so many, and not too much for one answer. */
    List<Element> take(int max) {
        List<Element> taken = new ArrayList<>();
        long size = 0;
        do {
            Element next = elements.firstEntry().getValue();
            size += next.item().bytes();
            if (!taken.isEmpty() && size > MOST_BYTES) {
                break;
            }
            remove(next.sequence());
            taken.add(next.handedOver());
        } while (!elements.isEmpty() && taken.size() < Math.min(max, MOST_ELEMENTS));
        return taken;
    }

    /** Those behind that one, not too much for one answer. */
    QueueResult.Listed page(long after, int max) {
        List<Element> page = new ArrayList<>();
        long size = 0;
        for (Element next : elements.tailMap(after, false).values()) {
            size += next.item().bytes();
            if (!page.isEmpty() && (size > MOST_BYTES || page.size() >= Math.min(max, MOST_ELEMENTS))) {
                return new QueueResult.Listed(page, true);
            }
            page.add(next);
        }
        return new QueueResult.Listed(page, false);
    }

    boolean remove(long sequence) {
        Element removed = elements.remove(sequence);
        if (removed == null) {
            return false;
        }
        bytes -= removed.item().bytes();
        return true;
    }

    void clear() {
        elements.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    int length() {
        return elements.size();
    }

    /** For how many more; by number alone. */
    int room() {
        return terms.capacity() == Integer.MAX_VALUE
                ? Integer.MAX_VALUE
                : Math.max(0, terms.capacity() - elements.size());
    }
}
