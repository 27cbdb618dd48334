package dev.myriapod.shared.pipe;

/**
 * What a {@link Pipe} is. {@link #defaults()}: both ways, 64 MB in each direction.
 *
 * @param duplex both ends send and receive; otherwise, as in Python, the first only receives and the second only sends
 * @param maxBytes the most bytes of encoded messages on their way in one direction, at least 1; beyond that only an empty
 *     direction takes one more. The coordinator keeps them in its heap. {@link Long#MAX_VALUE}: no bound
 */
public record PipeOptions(boolean duplex, long maxBytes) {
    private static final PipeOptions DEFAULTS = new PipeOptions(true, 64L << 20);

    public PipeOptions {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1; got " + maxBytes);
        }
    }

    /** Both ways, 64 MB in each direction. */
    public static PipeOptions defaults() {
        return DEFAULTS;
    }

    /** Both ways, or one way. */
    public PipeOptions withDuplex(boolean newDuplex) {
        return new PipeOptions(newDuplex, maxBytes);
    }

    /** Another number of bytes. */
    public PipeOptions withMaxBytes(long newMaxBytes) {
        return new PipeOptions(duplex, newMaxBytes);
    }
}
