package dev.myriapod.payload.graph;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Ends where the other one throws: a collection of the user's that cannot be walked counts as empty. */
final class GuardedIterator<T> implements Iterator<T> {
    private Iterator<T> rest;

    GuardedIterator(Supplier<Iterator<T>> source) {
        try {
            rest = source.get();
        } catch (RuntimeException cannotBeWalked) {
            rest = Collections.emptyIterator();
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return rest.hasNext();
        } catch (RuntimeException cannotBeWalked) {
            rest = Collections.emptyIterator();
            return false;
        }
    }

    /** Streams have the next element ready once they said that there is one, so that this does not throw of its own accord. */
    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rest.next();
    }
}
