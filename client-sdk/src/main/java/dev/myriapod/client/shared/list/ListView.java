package dev.myriapod.client.shared.list;

import dev.myriapod.proto.v1.ListElement;
import dev.myriapod.proto.v1.ListPlace;
import dev.myriapod.shared.data.SharedList;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/*
 * The JDK's modCount stays as it is: nothing of what AbstractList does with it holds between processes, and all that would use it
 * is done here.
 */
/** Some places of a list beside each other, or all of it. */
abstract class ListView<E> extends AbstractList<E> {
    private final Elements<E> elements;

    ListView(Elements<E> elements) {
        this.elements = elements;
    }

    final Elements<E> elements() {
        return elements;
    }

    /** The index of the first. */
    abstract int from();

    /** How many, or {@link ListCalls#ALL}. */
    abstract int span();

    /** Something was done here, by which there are so many more now. */
    abstract void grown(int by);

    private Rewriting<E> rewriting() {
        return new Rewriting<>(elements, from(), span());
    }

    private int inside(int index, int limit) {
        if (span() != ListCalls.ALL && (index < 0 || index >= limit)) {
            throw Elements.outOfBounds(index, span());
        }
        return from() + index;
    }

    private int element(int index) {
        return inside(index, span());
    }

    private int place(int index) {
        return inside(index, span() + 1);
    }

    private List<ListElement> rows() {
        return elements.calls().snapshot(from(), span()).elements();
    }

    /** What is there at one moment. */
    final List<E> contents() {
        List<E> contents = new ArrayList<>();
        rows().forEach(row -> contents.add(elements.decode(row)));
        return contents;
    }

    @Override
    public int size() {
        return span() == ListCalls.ALL ? elements.calls().size() : span();
    }

    @Override
    public E get(int index) {
        return elements.get(element(index));
    }

    @Override
    public E set(int index, E element) {
        return elements.set(element(index), element);
    }

    @Override
    public boolean add(E element) {
        if (span() == ListCalls.ALL) {
            elements.add(Places.END, element);
        } else {
            add(span(), element);
        }
        return true;
    }

    @Override
    public void add(int index, E element) {
        elements.add(place(index), element);
        grown(1);
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return span() == ListCalls.ALL ? elements.addAll(added) > 0 : addAll(span(), added);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        int count = elements.addAll(place(index), added);
        grown(count);
        return count > 0;
    }

    @Override
    public E remove(int index) {
        E removed = elements.remove(element(index));
        grown(-1);
        return removed;
    }

    @Override
    public boolean remove(@Nullable Object wanted) {
        while (true) {
            ListElement found = null;
            for (ListElement row : rows()) {
                if (elements.decode(row).equals(wanted)) {
                    found = row;
                    break;
                }
            }
            if (found == null) {
                return false;
            }
            if (elements.remove(found)) {
                grown(-1);
                return true;
            }
        }
    }

    @Override
    public boolean removeIf(Predicate<? super E> predicate) {
        int gone = rewriting().removeIf(predicate);
        grown(-gone);
        return gone > 0;
    }

    /** What is asked about each element must not be fetched each time. */
    private static Collection<?> here(Collection<?> collection) {
        Objects.requireNonNull(collection);
        return collection instanceof SharedList<?> list ? list.copy() : collection;
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return removeIf(here(unwanted)::contains);
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        Collection<?> here = here(wanted);
        return removeIf(element -> !here.contains(element));
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        rewriting().replaceAll(operator);
    }

    @Override
    public void sort(@Nullable Comparator<? super E> comparator) {
        rewriting().sort(comparator);
    }

    @Override
    public void clear() {
        int span = span();
        elements.removeRange(from(), span);
        grown(-span);
    }

    @Override
    protected void removeRange(int from, int to) {
        elements.removeRange(from() + from, to - from);
        grown(from - to);
    }

    @Override
    public boolean contains(@Nullable Object wanted) {
        return contents().contains(wanted);
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return contents().containsAll(wanted);
    }

    @Override
    public int indexOf(@Nullable Object wanted) {
        return contents().indexOf(wanted);
    }

    @Override
    public int lastIndexOf(@Nullable Object wanted) {
        return contents().lastIndexOf(wanted);
    }

    @Override
    public @Nullable Object[] toArray() {
        return contents().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return contents().toArray(array);
    }

    @Override
    public Spliterator<E> spliterator() {
        return contents().spliterator();
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        List<ListElement> rows = rows();
        if (index < 0 || index > rows.size()) {
            throw Elements.outOfBounds(index, rows.size());
        }
        return new SnapshotIterator<>(this, rows, index);
    }

    /** Where something comes of which nothing is known but that it comes here. */
    final ListPlace somewhere() {
        return span() == ListCalls.ALL ? Places.END : Places.index(from());
    }

    @Override
    public List<E> subList(int from, int to) {
        int size = size();
        if (from < 0) {
            throw new IndexOutOfBoundsException("fromIndex = " + from);
        }
        if (to > size) {
            throw new IndexOutOfBoundsException("toIndex = " + to + " of length " + size);
        }
        if (from > to) {
            throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
        }
        return new ListWindow<>(this, from() + from, to - from);
    }
}
