package dev.myriapod.shared.memory;

/**
 * An array of bytes. The volatile and atomic accesses of a byte are made of those of the int around it, so they cost
 * more where others write its neighbours at the same time. See {@link
 * SharedArray}.
 */
public interface SharedByteArray extends SharedArray {
    /** An element. */
    byte get(long index);

    /** An element is this from now on. */
    void set(long index, byte value);

    /** An element, with what was written before it was set by {@link #setVolatile}. */
    byte getVolatile(long index);

    /** An element is this from now on, and who reads it by {@link #getVolatile} sees what was written before. */
    void setVolatile(long index, byte value);

    /** An element is this from now on, atomically, if it is what is expected. Returns whether it was. */
    boolean compareAndSet(long index, byte expected, byte value);

    /** An element is this from now on, atomically; returns what it was. */
    byte getAndSet(long index, byte value);

    /** An element grows by this and wraps around, atomically; returns what it was. */
    byte getAndAdd(long index, byte delta);

    /** An element grows by this and wraps around, atomically; returns that. */
    default byte addAndGet(long index, byte delta) {
        return (byte) (getAndAdd(index, delta) + delta);
    }

    /** One more, atomically; returns that. */
    default byte incrementAndGet(long index) {
        return addAndGet(index, (byte) 1);
    }

    /** One less, atomically; returns that. */
    default byte decrementAndGet(long index) {
        return addAndGet(index, (byte) -1);
    }

    /** Copies elements, from this index on, into so much of an array. Not atomic as a whole. */
    void read(long index, byte[] into, int offset, int count);

    /** Copies elements, from this index on, into an array. */
    default void read(long index, byte[] into) {
        read(index, into, 0, into.length);
    }

    /** Copies so much of an array into the elements from this index on. Not atomic as a whole. */
    void write(long index, byte[] from, int offset, int count);

    /** Copies an array into the elements from this index on. */
    default void write(long index, byte[] from) {
        write(index, from, 0, from.length);
    }
}
