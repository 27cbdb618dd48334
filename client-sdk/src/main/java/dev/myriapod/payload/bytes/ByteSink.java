package dev.myriapod.payload.bytes;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects bytes in segments that grow from small to almost 1 MB and gives them out as a rope. Arrays are copied once, into the
 * segments, because their owner may change them while they still wait to be sent; nothing is copied twice but the first
 * segment, which is kept for the next use. A {@linkplain #RUN large} array is one leaf. Not thread-safe.
 */
public final class ByteSink extends OutputStream {
    /** From this size on bytes become a leaf of the rope. Smaller: ropes of many leaves; bigger: more copying. */
    public static final int WRAP = 16 * 1024;

    /**
     * From this size on an array stays one leaf: the other side can make it part of the value as it is. Smaller: it wastes half
     * a region of the usual collector more often.
     */
    public static final int RUN = 4 << 20;

    /** With its header it fills a region of the usual collector; a little more would take two. */
    private static final int LARGEST_SEGMENT = (1 << 20) - 64;

    /** The longest thing that is written in one go without asking for room in between. */
    private static final int LONGEST_UNIT = 16;

    // All owned by the one user of this sink.
    private final int limit;
    private final byte[] first;
    private byte[] segment;
    /** The first byte of the segment that is not in {@link #pieces} yet. */
    private int start;

    private int position;
    private final List<ByteString> pieces = new ArrayList<>();
    private boolean views;
    private long inPieces;

    /** A sink that refuses more than {@code limit} bytes and begins with a segment of {@code firstSegment} bytes. */
    public ByteSink(int firstSegment, int limit) {
        this.limit = limit;
        this.first = new byte[Math.max(firstSegment, LONGEST_UNIT)];
        this.segment = first;
    }

    /** How many bytes were written. */
    public long size() {
        return inPieces + (position - start);
    }

    /** Until {@link #reset}: large arrays are not copied, as their owner leaves them alone until what was written has been read. */
    public void useViews() {
        views = true;
    }

    /** Says that so many bytes will follow, so that what cannot fit fails before the work is done. */
    public void expect(long bytes) {
        if (size() + bytes > limit) {
            throw new SizeLimitException(size() + bytes, limit);
        }
    }

    @Override
    public void write(int b) {
        ensure(1);
        segment[position++] = (byte) b;
    }

    @Override
    public void write(byte[] array, int offset, int length) {
        if (length < WRAP) {
            fill(array, offset, length);
            return;
        }
        expect(length);
        cut();
        if (views && length >= RUN) {
            pieces.add(UnsafeByteOperations.unsafeWrap(array, offset, length));
            inPieces += length;
            return;
        }
        int most = length < RUN ? LARGEST_SEGMENT : length;
        for (int done = 0; done < length; ) {
            int from = offset + done;
            int some = Math.min(most, length - done);
            // A copy of this kind is the only array that the JVM does not fill with zeros first.
            pieces.add(UnsafeByteOperations.unsafeWrap(Arrays.copyOfRange(array, from, from + some)));
            done += some;
        }
        inPieces += length;
    }

    private void fill(byte[] array, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            ensure(1);
            int some = Math.min(left, segment.length - position);
            System.arraycopy(array, from, segment, position, some);
            position += some;
            from += some;
            left -= some;
        }
    }

    /** Writes bytes without copying them, unless they are few. */
    public void append(ByteString bytes) {
        expect(bytes.size());
        if (bytes.size() < WRAP) {
            for (ByteBuffer piece : bytes.asReadOnlyByteBufferList()) {
                while (piece.hasRemaining()) {
                    ByteBuffer room = room(piece.remaining(), 1);
                    int end = piece.limit();
                    piece.limit(piece.position() + room.remaining());
                    room.put(piece);
                    piece.limit(end);
                }
            }
        } else {
            cut();
            pieces.add(bytes);
            inPieces += bytes.size();
        }
    }

    /** Writes a number in one to five bytes; small ones in one. Negative ones take five. */
    public void writeVarInt(int value) {
        ensure(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            segment[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        segment[position++] = (byte) rest;
    }

    /** Writes a number in one to ten bytes; small ones in one. Negative ones take ten. */
    public void writeVarLong(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            segment[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        segment[position++] = (byte) rest;
    }

    /** Writes a number whose sign does not matter for its length. */
    public void writeSignedVarInt(int value) {
        writeVarInt((value << 1) ^ (value >> 31));
    }

    /** Writes a number whose sign does not matter for its length. */
    public void writeSignedVarLong(long value) {
        writeVarLong((value << 1) ^ (value >> 63));
    }

    /** Writes two bytes. */
    public void writeShort(int value) {
        ensure(2);
        segment[position++] = (byte) value;
        segment[position++] = (byte) (value >> 8);
    }

    /** Writes four bytes. */
    public void writeInt(int value) {
        writeShort(value);
        writeShort(value >> 16);
    }

    /** Writes eight bytes. */
    public void writeLong(long value) {
        writeInt((int) value);
        writeInt((int) (value >> 32));
    }

    /** Writes a string so that every sequence of chars comes back, also one that is not proper Unicode. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is the only way that copies Latin-1 in one go.
    public void writeText(String text) {
        int length = text.length();
        boolean latin = isLatin(text);
        long bytes = latin ? length : 2L * length;
        expect(bytes);
        writeVarLong((long) length << 1 | (latin ? 0 : 1));
        int from = 0;
        while (from < length) {
            ByteBuffer room = room(latin ? length - from : 2L * (length - from), latin ? 1 : 2);
            int some = latin ? room.remaining() : room.remaining() / 2;
            if (latin) {
                text.getBytes(from, from + some, segment, position - some);
            } else {
                room.asCharBuffer().put(text, from, from + some);
            }
            from += some;
        }
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /**
     * The next bytes to fill, little-endian, already counted as written: as many as wanted or as the segment has room
     * for, a multiple of {@code unit} and at least one unit.
     */
    public ByteBuffer room(long wanted, int unit) {
        if (segment.length - position < unit) {
            next(unit, wanted);
        }
        int some = (int) Math.min(wanted, segment.length - position) / unit * unit;
        ByteBuffer room = ByteBuffer.wrap(segment, position, some).order(ByteOrder.LITTLE_ENDIAN);
        position += some;
        return room;
    }

    /** What was written. The sink can be used again after {@link #reset}. */
    public ByteString toByteString() {
        expect(0);
        if (pieces.isEmpty()) {
            return piece();
        }
        cut();
        return pieces.size() == 1 ? pieces.get(0) : ByteString.copyFrom(pieces);
    }

    /** Forgets what was written. */
    public void reset() {
        segment = first;
        views = false;
        start = 0;
        position = 0;
        inPieces = 0;
        pieces.clear();
    }

    private void ensure(int bytes) {
        if (segment.length - position < bytes) {
            next(bytes, bytes);
        }
    }

    /** Goes to a segment with room for one unit at least, and for all that is known to follow if it can be that long. */
    private void next(int unit, long wanted) {
        expect(unit);
        cut();
        segment = new byte[(int) Math.min(LARGEST_SEGMENT, Math.max(segment.length * 2L, wanted))];
        start = 0;
        position = 0;
    }

    private void cut() {
        if (position > start) {
            pieces.add(piece());
            inPieces += position - start;
            start = position;
        }
    }

    private ByteString piece() {
        return segment == first
                ? ByteString.copyFrom(segment, start, position - start)
                : UnsafeByteOperations.unsafeWrap(segment, start, position - start);
    }
}
