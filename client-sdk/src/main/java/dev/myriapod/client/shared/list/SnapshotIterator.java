package dev.myriapod.client.shared.list;

import dev.myriapod.proto.v1.ListElement;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;

/**
 * Goes through elements as they were at one moment, with what has been changed by it. It knows each by its stamp, so what it
 * changes is that element and no other. Of one thread.
 */
final class SnapshotIterator<E> implements ListIterator<E> {
    private static final int NONE = -1;

    private final ListView<E> view;
    private final List<ListElement> rows;
    private int cursor;
    /** The index of the element returned last; {@link #NONE}: there is none to be changed. */
    private int last = NONE;

    SnapshotIterator(ListView<E> view, List<ListElement> rows, int cursor) {
        this.view = view;
        this.rows = new ArrayList<>(rows);
        this.cursor = cursor;
    }

    @Override
    public boolean hasNext() {
        return cursor < rows.size();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = cursor++;
        return view.elements().decode(rows.get(last));
    }

    @Override
    public boolean hasPrevious() {
        return cursor > 0;
    }

    @Override
    public E previous() {
        if (!hasPrevious()) {
            throw new NoSuchElementException();
        }
        last = --cursor;
        return view.elements().decode(rows.get(last));
    }

    @Override
    public int nextIndex() {
        return cursor;
    }

    @Override
    public int previousIndex() {
        return cursor - 1;
    }

    private int last(String method) {
        if (last == NONE) {
            throw new IllegalStateException(
                    method + " comes after next() or previous(), and not after remove() or add().");
        }
        return last;
    }

    /** Spares what somebody else has changed since it was seen. */
    @Override
    public void remove() {
        int index = last("remove()");
        if (view.elements().remove(rows.get(index))) {
            view.grown(-1);
        }
        rows.remove(index);
        cursor = index;
        last = NONE;
    }

    @Override
    public void set(E element) {
        int index = last("set()");
        rows.set(index, view.elements().replace(rows.get(index), element));
    }

    @Override
    public void add(E element) {
        ListElement behind = cursor == 0 ? null : rows.get(cursor - 1);
        ListElement before = cursor == rows.size() ? null : rows.get(cursor);
        rows.add(cursor++, view.elements().insert(behind, before, view.somewhere(), element));
        view.grown(1);
        last = NONE;
    }
}
