package dev.myriapod.shared;

/**
 * What a {@link SharedQueue} is. {@link #defaults()}: any number of elements, 64 MB.
 *
 * @param capacity the most elements, at least 1; {@link Integer#MAX_VALUE}: no bound
 * @param maxBytes the most bytes of encoded elements, at least 1; beyond that only an empty queue takes one more. The
 *     coordinator keeps them in its heap. {@link Long#MAX_VALUE}: no bound
 */
public record QueueOptions(int capacity, long maxBytes) {
    private static final QueueOptions DEFAULTS = new QueueOptions(Integer.MAX_VALUE, 64L << 20);

    public QueueOptions {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1; got " + capacity);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1; got " + maxBytes);
        }
    }

    /** Any number of elements, 64 MB. */
    public static QueueOptions defaults() {
        return DEFAULTS;
    }

    /** Another number of elements. */
    public QueueOptions withCapacity(int newCapacity) {
        return new QueueOptions(newCapacity, maxBytes);
    }

    /** Another number of bytes. */
    public QueueOptions withMaxBytes(long newMaxBytes) {
        return new QueueOptions(capacity, newMaxBytes);
    }
}
