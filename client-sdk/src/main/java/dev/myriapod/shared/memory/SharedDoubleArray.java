package dev.myriapod.shared.memory;

/**
 * An array of doubles. {@code compareAndSet} compares bits, as {@link Double#doubleToRawLongBits} tells them: 0.0 is
 * not -0.0, and a NaN is equal to itself. See {@link
 * SharedArray}.
 */
public interface SharedDoubleArray extends SharedArray {
    /** An element. */
    double get(long index);

    /** An element is this from now on. */
    void set(long index, double value);

    /** An element, with what was written before it was set by {@link #setVolatile}. */
    double getVolatile(long index);

    /** An element is this from now on, and who reads it by {@link #getVolatile} sees what was written before. */
    void setVolatile(long index, double value);

    /** An element is this from now on, atomically, if it is what is expected. Returns whether it was. */
    boolean compareAndSet(long index, double expected, double value);

    /** An element is this from now on, atomically; returns what it was. */
    double getAndSet(long index, double value);

    /** An element grows by this, atomically; returns what it was. */
    double getAndAdd(long index, double delta);

    /** An element grows by this, atomically; returns that. */
    default double addAndGet(long index, double delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** Copies elements, from this index on, into so much of an array. Not atomic as a whole. */
    void read(long index, double[] into, int offset, int count);

    /** Copies elements, from this index on, into an array. */
    default void read(long index, double[] into) {
        read(index, into, 0, into.length);
    }

    /** Copies so much of an array into the elements from this index on. Not atomic as a whole. */
    void write(long index, double[] from, int offset, int count);

    /** Copies an array into the elements from this index on. */
    default void write(long index, double[] from) {
        write(index, from, 0, from.length);
    }
}
