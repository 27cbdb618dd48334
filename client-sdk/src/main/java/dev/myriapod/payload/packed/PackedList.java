package dev.myriapod.payload.packed;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list of {@link Integer}s, {@link Long}s or {@link Double}s that holds them as numbers and makes an object of one when it is asked
 * for it: a fifth of the memory of an {@link ArrayList}, and nothing for a collector to follow. It behaves as an array list does; the
 * first call that changes it makes it one. Threads may read it at the same time, and not change it meanwhile, as with an
 * array list.
 */
public final class PackedList<E> extends AbstractList<E> implements RandomAccess, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** Null once it was changed. Written by whoever changes it. */
    private transient @Nullable Numbers numbers;

    /** What it became when it was changed; null before. */
    private transient @Nullable List<E> changed;

    /** Of these numbers, which nobody else may add to. */
    public PackedList(Numbers numbers) {
        this.numbers = numbers;
    }

    /** The numbers; null once it was changed. */
    public @Nullable Numbers numbers() {
        return numbers;
    }

    @Override
    @SuppressWarnings("unchecked") // Whoever gave the first number knew its type, and all have the same.
    public E get(int index) {
        Numbers packed = numbers;
        return packed == null ? changed().get(index) : (E) packed.get(index);
    }

    @Override
    public int size() {
        Numbers packed = numbers;
        return packed == null ? changed().size() : packed.size();
    }

    @Override
    public E set(int index, E element) {
        return changed().set(index, element);
    }

    @Override
    public void add(int index, E element) {
        changed().add(index, element);
        modCount++;
    }

    @Override
    public E remove(int index) {
        E removed = changed().remove(index);
        modCount++;
        return removed;
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return noted(changed().addAll(elements));
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        return noted(changed().addAll(index, elements));
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return noted(changed().removeAll(elements));
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return noted(changed().retainAll(elements));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        return noted(changed().removeIf(filter));
    }

    /** Iterators want to know of it. */
    private boolean noted(boolean altered) {
        if (altered) {
            modCount++;
        }
        return altered;
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        changed().replaceAll(operator);
    }

    @Override
    public void sort(@Nullable Comparator<? super E> order) {
        changed().sort(order);
        modCount++;
    }

    @Override
    protected void removeRange(int from, int to) {
        changed().subList(from, to).clear();
        modCount++;
    }

    @Override
    public Object[] toArray() {
        Numbers packed = numbers;
        if (packed == null) {
            return changed().toArray();
        }
        Object[] all = new Object[packed.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = packed.get(i);
        }
        return all;
    }

    /** What it is from the first change on. */
    private List<E> changed() {
        List<E> list = changed;
        if (list == null) {
            list = new ArrayList<>(this);
            changed = list;
            numbers = null;
        }
        return list;
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        List<E> list = changed;
        out.defaultWriteObject();
        out.writeObject(list != null ? list : new ArrayList<>(this));
    }

    /** What comes back is equal, and an array list inside. */
    @Serial
    @SuppressWarnings("unchecked") // It is what was written.
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        // Whatever refers back to this list while its elements are read finds an empty one.
        changed = new ArrayList<>();
        in.defaultReadObject();
        changed = Objects.requireNonNull((List<E>) in.readObject());
    }
}
