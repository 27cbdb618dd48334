package dev.myriapod.shared.memory;

/** An array of longs. See {@link SharedArray}. */
public interface SharedLongArray extends SharedArray {
    /** An element. */
    long get(long index);

    /** An element is this from now on. */
    void set(long index, long value);

    /** An element, with what was written before it was set by {@link #setVolatile}. */
    long getVolatile(long index);

    /** An element is this from now on, and who reads it by {@link #getVolatile} sees what was written before. */
    void setVolatile(long index, long value);

    /** An element is this from now on, atomically, if it is what is expected. Returns whether it was. */
    boolean compareAndSet(long index, long expected, long value);

    /** An element is this from now on, atomically; returns what it was. */
    long getAndSet(long index, long value);

    /** An element grows by this and wraps around, atomically; returns what it was. */
    long getAndAdd(long index, long delta);

    /** An element grows by this and wraps around, atomically; returns that. */
    default long addAndGet(long index, long delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** One more, atomically; returns that. */
    default long incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** One less, atomically; returns that. */
    default long decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Copies elements, from this index on, into so much of an array. Not atomic as a whole. */
    void read(long index, long[] into, int offset, int count);

    /** Copies elements, from this index on, into an array. */
    default void read(long index, long[] into) {
        read(index, into, 0, into.length);
    }

    /** Copies so much of an array into the elements from this index on. Not atomic as a whole. */
    void write(long index, long[] from, int offset, int count);

    /** Copies an array into the elements from this index on. */
    default void write(long index, long[] from) {
        write(index, from, 0, from.length);
    }
}
