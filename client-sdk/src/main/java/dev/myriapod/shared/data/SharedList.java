package dev.myriapod.shared.data;

import dev.myriapod.shared.Shared;
import java.util.List;

/**
 * A list between processes: what Python calls {@code Manager().list()}. Null is no element: to put it in throws {@link
 * NullPointerException}, and to look for it finds nothing.
 *
 * <p><b>Elements</b> are encoded where they come in and decoded where they are read, so each read makes a copy: to change an
 * element, set it again. One that cannot be encoded makes that call throw {@link dev.myriapod.failure.PayloadException} with
 * nothing sent, also if it is one of many. Handles of shared objects can be elements, that of the list itself, too. Elements are
 * compared by {@code equals}, in this process.
 *
 * <p><b>Every method is atomic</b> across processes, however many elements it is about: {@code addAll}, {@code clear}, {@code
 * removeAll}, {@code retainAll}, {@code removeIf}, {@code replaceAll} and {@code sort} change the list in one moment. Functions
 * and comparators run in this process, on the calling thread, with nothing locked. If somebody else changes the list meanwhile,
 * they are called again with what it has then, so they should have no effects of their own. What they throw is thrown, with the
 * list as it was. {@code remove(Object)} removes the first one that was equal when it looked, if nobody else was faster, and
 * otherwise looks again.
 *
 * <p><b>An index</b> is that of the moment in which the call is carried out. What the list does not have throws {@link
 * IndexOutOfBoundsException} with the index and the size. Whoever wants to be sure that nobody has been faster uses {@link
 * #compareAndSet}, an iterator, or {@link #removeFirst()} and {@link #removeLast()}.
 *
 * <p><b>Iterators</b> and streams show the list as it was at one moment, which was when they were made; it is fetched as a whole
 * then, and decoded bit by bit. They never throw because somebody else has changed the list. What they change is the element that
 * they have shown, wherever it is by now: {@code remove} does nothing if somebody else has removed or replaced it. {@code set}
 * throws {@link java.util.ConcurrentModificationException} then, and so does {@code add}, which comes behind the previous element or
 * else in front of the next, if both are gone.
 *
 * <p><b>{@code subList}</b> is a window on places, not on elements: it shows what is there now, and shows other elements if
 * somebody inserts or removes in front of it. Its length is changed by calls on it, and by nothing else; if the list becomes too
 * short for it, its places throw {@code IndexOutOfBoundsException}. Its methods are atomic, as are those of the list.
 *
 * <p>{@code contains}, {@code indexOf} and their relatives, {@code equals}, {@code hashCode} and {@code toString} fetch
 * everything, as {@link #copy()} does; a list that is no more still has a {@code toString}.
 *
 * @param <E> elements
 */
public interface SharedList<E> extends List<E>, Shared {
    /**
     * That element is this from now on, if it is what is expected, by {@code equals}. Returns whether it was.
     *
     * @throws IndexOutOfBoundsException if there is none of that index
     */
    boolean compareAndSet(int index, E expected, E update);

    /** The whole list as it is at one moment, in a list of this process. */
    List<E> copy();

    /**
     * The first element.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    E getFirst();

    /**
     * The last element.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    E getLast();

    /** It comes before all others. */
    void addFirst(E element);

    /** It comes behind all others. */
    void addLast(E element);

    /**
     * Removes the first element and returns it; no two callers get the same.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    E removeFirst();

    /**
     * Removes the last element and returns it; no two callers get the same.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    E removeLast();
}
