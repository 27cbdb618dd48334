package dev.myriapod.coordinator.hosted.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The elements of the queue by their sequence; some of them may be kept ahead somewhere else. */
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
    /** Also of what is ahead, as is the length. */
    private long bytes;

    private int ahead;

    Storage(QueueTerms terms) {
        this.terms = terms;
    }

    /** Appends an item, if there is room for it beside what is kept free. */
    boolean add(Item item, long keptFree) {
        boolean first = length() == 0 && keptFree == 0;
        if (length() >= terms.capacity() || (!first && item.bytes() > terms.maxBytes() - bytes - keptFree)) {
            return false;
        }
        append(item);
        return true;
    }

    /** Appends an item for which room was kept free. */
    void append(Item item) {
        insert(new Element(++lastSequence, item, 0));
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
        List<Element> taken = first(max, MOST_BYTES);
        for (int i = 0; i < taken.size(); i++) {
            bytes -= taken.get(i).item().bytes();
            taken.set(i, taken.get(i).handedOver());
        }
        return taken;
    }

    /** Keeps some from the front ahead: at least one, at most so many, and not more than so many bytes. */
    List<Element> keepAhead(int max, long most) {
        List<Element> kept = first(max, most);
        ahead += kept.size();
        return kept;
    }

    private List<Element> first(int max, long mostBytes) {
        List<Element> first = new ArrayList<>();
        long size = 0;
        do {
            Element next = elements.firstEntry().getValue();
            size += next.item().bytes();
            if (!first.isEmpty() && size > mostBytes) {
                break;
            }
            elements.pollFirstEntry();
            first.add(next);
        } while (!elements.isEmpty() && first.size() < Math.min(max, MOST_ELEMENTS));
        return first;
    }

    /** These were ahead and have been taken. */
    void taken(List<Element> taken) {
        ahead -= taken.size();
        for (Element each : taken) {
            bytes -= each.item().bytes();
        }
    }

    /** These were ahead and come back. */
    void comeBack(List<Element> returned) {
        taken(returned);
        restore(returned);
    }

    /** How large the first is. */
    long firstBytes() {
        return elements.firstEntry().getValue().item().bytes();
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

    /** Nothing must be ahead. */
    void clear() {
        elements.clear();
        bytes = 0;
    }

    /** Nothing is here that could be taken. */
    boolean isEmpty() {
        return elements.isEmpty();
    }

    int length() {
        return elements.size() + ahead;
    }

    /** For how many more; by number alone. */
    int room() {
        return terms.capacity() == Integer.MAX_VALUE ? Integer.MAX_VALUE : Math.max(0, terms.capacity() - length());
    }

    /** For how many more bytes. */
    long freeBytes() {
        return terms.maxBytes() - bytes;
    }
}
