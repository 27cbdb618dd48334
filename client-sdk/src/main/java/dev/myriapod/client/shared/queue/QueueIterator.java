package dev.myriapod.client.shared.queue;

import dev.myriapod.proto.v1.ItemsListed;
import dev.myriapod.proto.v1.QueueItem;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Goes through a queue page by page; what is put while it does may be seen or not. Of one thread. */
final class QueueIterator<E> implements Iterator<E> {
    private final QueueCalls calls;
    private final Function<QueueItem, E> decode;
    private ItemsListed page;
    private int next;
    /** The sequence number of the element returned last; 0: there is none to be removed. */
    private long last;

    QueueIterator(QueueCalls calls, Function<QueueItem, E> decode) {
        this.calls = calls;
        this.decode = decode;
        page = calls.list(0, 0);
    }

    @Override
    public boolean hasNext() {
        if (next == page.getItemsCount() && page.getMore()) {
            page = calls.list(page.getItems(next - 1).getSequence(), 0);
            next = 0;
        }
        return next < page.getItemsCount();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        QueueItem item = page.getItems(next++);
        last = item.getSequence();
        return decode.apply(item);
    }

    @Override
    public void remove() {
        boolean unused = removeLast();
    }

    /** Returns whether it was still there. */
    boolean removeLast() {
        if (last == 0) {
            throw new IllegalStateException("remove() comes after next(), once.");
        }
        long sequence = last;
        last = 0;
        return calls.remove(sequence);
    }
}
