package dev.myriapod.client.shared.dict;

import dev.myriapod.proto.v1.DictEntry;
import dev.myriapod.proto.v1.EntriesListed;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a dict page by page; what is put while it does may be seen or not. Of one thread.
 *
 * @param <T> what is made of an entry
 */
final class DictIterator<T> implements Iterator<T> {
    private final DictCalls calls;
    private final boolean quiet;
    private final Function<DictEntry, T> make;
    private EntriesListed page;
    private int next;
    /** The entry returned last; null: there is none to be removed. */
    private @Nullable DictEntry last;

    /** If it is quiet, entries have no values. */
    DictIterator(DictCalls calls, boolean quiet, Function<DictEntry, T> make) {
        this.calls = calls;
        this.quiet = quiet;
        this.make = make;
        page = calls.list(0, quiet);
    }

    @Override
    public boolean hasNext() {
        if (next == page.getEntriesCount() && page.getMore()) {
            page = calls.list(page.getEntries(next - 1).getSequence(), quiet);
            next = 0;
        }
        return next < page.getEntriesCount();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = page.getEntries(next++);
        return make.apply(last);
    }

    /** Spares what somebody else has changed since it was seen. */
    @Override
    public void remove() {
        DictEntry entry = last;
        if (entry == null) {
            throw new IllegalStateException("remove() comes after next(), once.");
        }
        last = null;
        calls.remove(entry.getKey(), entry.getSlot().getVersion());
    }
}
