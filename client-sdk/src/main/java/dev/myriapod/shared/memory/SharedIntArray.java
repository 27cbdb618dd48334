package dev.myriapod.shared.memory;

/** An array of ints. See {@link SharedArray}. */
public interface SharedIntArray extends SharedArray {
    /** An element. */
    int get(long index);

    /** An element is this from now on. */
    void set(long index, int value);

    /** An element, with what was written before it was set by {@link #setVolatile}. */
    int getVolatile(long index);

    /** An element is this from now on, and who reads it by {@link #getVolatile} sees what was written before. */
    void setVolatile(long index, int value);

    /** An element is this from now on, atomically, if it is what is expected. Returns whether it was. */
    boolean compareAndSet(long index, int expected, int value);

    /** An element is this from now on, atomically; returns what it was. */
    int getAndSet(long index, int value);

    /** An element grows by this and wraps around, atomically; returns what it was. */
    int getAndAdd(long index, int delta);

    /** An element grows by this and wraps around, atomically; returns that. */
    default int addAndGet(long index, int delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** One more, atomically; returns that. */
    default int incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** One less, atomically; returns that. */
    default int decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Copies elements, from this index on, into so much of an array. Not atomic as a whole. */
    void read(long index, int[] into, int offset, int count);

    /** Copies elements, from this index on, into an array. */
    default void read(long index, int[] into) {
        read(index, into, 0, into.length);
    }

    /** Copies so much of an array into the elements from this index on. Not atomic as a whole. */
    void write(long index, int[] from, int offset, int count);

    /** Copies an array into the elements from this index on. */
    default void write(long index, int[] from) {
        write(index, from, 0, from.length);
    }
}
