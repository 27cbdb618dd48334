package dev.myriapod.client.shared.dict;

import dev.myriapod.proto.v1.DictEntry;
import dev.myriapod.proto.v1.EntriesListed;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a dict page by page; what is put while it does may be seen or not. Of one thread.
 *
 * @param <T> what is made of an entry
 */
final class DictIterator<T> implements Iterator<T> {
    private final DictCalls calls;
    private final boolean quiet;
    private final BiFunction<DictIterator<T>, DictEntry, T> make;
    private EntriesListed page;
    private int next;
    /** The entry returned last; null: there is none to be removed. */
    private @Nullable DictEntry last;
    /** Removes it, if its user has written it since; else null. */
    private @Nullable Runnable removal;

    /** If it is quiet, entries have no values. */
    DictIterator(DictCalls calls, boolean quiet, BiFunction<DictIterator<T>, DictEntry, T> make) {
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
        removal = null;
        return make.apply(this, last);
    }

    /** The user has written that entry; this would remove what he wrote. */
    void rewritten(DictEntry entry, Runnable remove) {
        if (last != null && last.getSequence() == entry.getSequence()) {
            removal = remove;
        }
    }

    /** Spares what somebody else has changed since it was seen. */
    @Override
    public void remove() {
        DictEntry entry = last;
        if (entry == null) {
            throw new IllegalStateException("remove() comes after next(), once.");
        }
        last = null;
        if (removal == null) {
            calls.remove(entry.getKey(), entry.getSlot().getVersion());
        } else {
            removal.run();
        }
    }
}
