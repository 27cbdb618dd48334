package dev.myriapod.payload.bytes;

import com.google.protobuf.ByteString;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Deque;

/**
 * Reads what {@link ByteSink} wrote, straight from the pieces of the rope. A length that is read is checked against what
 * is left before memory is taken for it. Reading past the end is a {@link MalformedException}, except through the methods
 * of {@link InputStream}. Not thread-safe.
 */
public final class ByteSource extends InputStream {
    /** How much of a buffer outside the heap is brought in at a time. */
    private static final int LOAD = 64 * 1024;

    // All owned by the one user of this source.
    private final Deque<ByteBuffer> later;
    private final boolean sole;
    private byte[] array = new byte[0];
    private int position;
    private int end;
    /** Bytes beyond {@link #end}. */
    private long rest;

    /** A source of all these bytes, which others may read as well. */
    public ByteSource(ByteString bytes) {
        this(bytes, false);
    }

    /** A source of all these bytes; if nobody else has them, large arrays are given away as they are. */
    public ByteSource(ByteString bytes, boolean sole) {
        this.sole = sole;
        later = Leaves.of(bytes);
        rest = bytes.size();
        advance();
    }

    /** How many bytes are left. */
    public long remaining() {
        return rest + (end - position);
    }

    /** The next byte, as 0 to 255. */
    public int readByte() {
        if (position == end && !advance()) {
            throw new MalformedException("it ends too early");
        }
        return array[position++] & 0xFF;
    }

    /** Undoes {@link ByteSink#writeVarInt}. */
    public int readVarInt() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = readByte();
            value |= (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new MalformedException("a number is too long");
    }

    /** Undoes {@link ByteSink#writeVarLong}. */
    public long readVarLong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = readByte();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new MalformedException("a number is too long");
    }

    /** Undoes {@link ByteSink#writeSignedVarInt}. */
    public int readSignedVarInt() {
        int value = readVarInt();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Undoes {@link ByteSink#writeSignedVarLong}. */
    public long readSignedVarLong() {
        long value = readVarLong();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Undoes {@link ByteSink#writeShort}. */
    public short readShort() {
        return (short) (readByte() | readByte() << 8);
    }

    /** Undoes {@link ByteSink#writeInt}. */
    public int readInt() {
        return (readShort() & 0xFFFF) | readShort() << 16;
    }

    /** Undoes {@link ByteSink#writeLong}. */
    public long readLong() {
        return (readInt() & 0xFFFF_FFFFL) | (long) readInt() << 32;
    }

    /** A count of things that take at least one byte each. */
    public int readCount() {
        return readCount(1);
    }

    /** A count of things that take at least so many bytes each. */
    public int readCount(int bytesEach) {
        int count = readVarInt();
        checkLeft((long) count * bytesEach, count);
        return count;
    }

    private void checkLeft(long bytes, long count) {
        if (count < 0 || bytes > remaining()) {
            throw new MalformedException(
                    "it announces " + count + " elements, but only " + remaining() + " bytes are left");
        }
    }

    /** So many bytes. */
    public byte[] readBytes(int count) {
        checkLeft(count, count);
        if (sole && count >= ByteSink.RUN && (position < end || advance()) && isHere(count)) {
            position = end;
            return array;
        }
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            done += read(bytes, done, count - done);
        }
        return bytes;
    }

    /** Whether the next bytes are all of one array. */
    private boolean isHere(int count) {
        return array.length == count && position == 0 && end == count;
    }

    /** Undoes {@link ByteSink#writeText}. */
    public String readText() {
        long header = readVarLong();
        long length = header >>> 1;
        boolean latin = (header & 1) == 0;
        checkLeft(length, length);
        checkLeft(latin ? length : 2 * length, length);
        if (latin && length <= end - position) {
            String text = new String(array, position, (int) length, StandardCharsets.ISO_8859_1);
            position += (int) length;
            return text;
        }
        if (latin) {
            return new String(readBytes((int) length), StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[(int) length];
        for (int done = 0; done < chars.length; ) {
            ByteBuffer some = available(2L * (chars.length - done), 2);
            int count = some.remaining() / 2;
            some.asCharBuffer().get(chars, done, count);
            done += count;
        }
        return new String(chars);
    }

    /**
     * The next bytes in little-endian order, already counted as read: as many as wanted or as lie together, a multiple of
     * {@code unit} and at least one unit.
     */
    public ByteBuffer available(long wanted, int unit) {
        if (end - position >= unit) {
            int some = (int) Math.min(wanted, end - position) / unit * unit;
            ByteBuffer here = ByteBuffer.wrap(array, position, some).order(ByteOrder.LITTLE_ENDIAN);
            position += some;
            return here;
        }
        return ByteBuffer.wrap(readBytes(unit)).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int read() {
        return position == end && !advance() ? -1 : array[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == end && !advance()) {
            return -1;
        }
        int some = Math.min(length, end - position);
        System.arraycopy(array, position, target, offset, some);
        position += some;
        return some;
    }

    @Override
    public int available() {
        return end - position;
    }

    /** Goes to the next piece that is not empty; false at the end of all. */
    private boolean advance() {
        while (position == end) {
            ByteBuffer next = later.peek();
            if (next == null) {
                return false;
            }
            if (next.hasArray()) {
                array = next.array();
                position = next.arrayOffset() + next.position();
                end = position + next.remaining();
                later.remove();
            } else {
                array = new byte[Math.min(LOAD, next.remaining())];
                position = 0;
                end = array.length;
                next.get(array);
                if (!next.hasRemaining()) {
                    later.remove();
                }
            }
            rest -= end - position;
        }
        return true;
    }
}
