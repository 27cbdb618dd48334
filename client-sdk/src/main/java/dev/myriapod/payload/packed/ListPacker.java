package dev.myriapod.payload.packed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects elements one by one, as numbers as long as they are numbers of one type. Not thread-safe. */
public final class ListPacker<E> {
    private final int expected;

    /** Null before the first number, and from the first on that does not fit. */
    private @Nullable Numbers numbers;

    /** What came, once it cannot be packed; null before. */
    private @Nullable List<E> objects;

    /** For about so many. */
    public ListPacker(int expected) {
        this.expected = expected;
    }

    /** How many there are. */
    public int size() {
        Numbers packed = numbers;
        return packed != null ? packed.size() : objects == null ? 0 : objects.size();
    }

    /** Adds one to the end. */
    public void add(E element) {
        Numbers packed = numbers;
        if (packed == null || !packed.add(element)) {
            addOther(element);
        }
    }

    /** Adds them to the end, in their order. */
    public void addAll(List<? extends E> elements) {
        Numbers others = elements instanceof PackedList<?> list ? list.numbers() : null;
        if (others != null && addAll(others)) {
            return;
        }
        List<E> here = objects;
        if (here != null) {
            here.addAll(elements);
        } else {
            elements.forEach(this::add);
        }
    }

    private boolean addAll(Numbers others) {
        if (numbers == null && objects == null && others.size() > 0) {
            numbers = Numbers.like(others.get(0), expected);
        }
        return numbers != null && numbers.addAll(others);
    }

    private void addOther(E element) {
        if (objects == null && numbers == null) {
            numbers = Numbers.like(element, expected);
            if (numbers != null) {
                numbers.add(element);
                return;
            }
        }
        objects().add(element);
    }

    private List<E> objects() {
        List<E> list = objects;
        if (list == null) {
            list = new ArrayList<>(Math.max(10, expected));
            Numbers packed = numbers;
            if (packed != null) {
                list.addAll(new PackedList<>(packed));
                numbers = null;
            }
            objects = list;
        }
        return list;
    }

    /** All of them, in a list that may be changed. Nothing may be added here afterwards. */
    public List<E> list() {
        Numbers packed = numbers;
        return packed != null ? new PackedList<>(packed) : objects != null ? objects : new ArrayList<>();
    }
}
