package dev.myriapod.client.shared.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/*
 * A buffer has at most two gigabytes, so there are several, all of one size but the last. They are unmapped by the garbage
 * collector and by nobody else: a thread may be between having looked whether it may use a buffer and using it.
 */
/** A file in this process's memory. Thread-safe as far as memory is. */
final class Mapping {
    /** A power of two; elements of up to eight bytes lie within one segment. */
    static final int SEGMENT_BITS = 30;

    private static final int ALIGNMENT = 8;

    private final ByteBuffer[] segments;
    private final int bits;
    private final long size;

    private Mapping(ByteBuffer[] segments, int bits, long size) {
        this.segments = segments;
        this.bits = bits;
        this.size = size;
    }

    /** Maps so many bytes, rounded up to whole longs, in segments of two to the power of {@code bits}. */
    static Mapping of(FileChannel channel, long size, int bits) throws IOException {
        long whole = aligned(size);
        long segment = 1L << bits;
        ByteBuffer[] segments = new ByteBuffer[Math.toIntExact((whole + segment - 1) / segment)];
        for (int i = 0; i < segments.length; i++) {
            long begin = i * segment;
            segments[i] = channel.map(FileChannel.MapMode.READ_WRITE, begin, Math.min(segment, whole - begin))
                    .order(ByteOrder.nativeOrder());
        }
        return new Mapping(segments, bits, size);
    }

    static long aligned(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    long size() {
        return size;
    }

    /** The segment that a byte is in. */
    ByteBuffer segment(long offset) {
        return segments[(int) (offset >>> bits)];
    }

    /** Where in its segment a byte is. */
    int position(long offset) {
        return (int) (offset & ((1L << bits) - 1));
    }

    /** From a byte to the end of its segment, as a buffer of the caller's own. */
    ByteBuffer from(long offset) {
        ByteBuffer segment = segment(offset);
        int position = position(offset);
        return segment.slice(position, segment.limit() - position).order(ByteOrder.nativeOrder());
    }
}
