package dev.myriapod.payload.packed;

import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.bytes.MalformedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/*
 * They lie in segments, not in one array: a million in one array would be an object that the usual collector treats as humongous, with
 * regions of its own that are fresh each time, and to grow would be to copy.
 *
 * Whole numbers are written as what they are above the least of them, in as few bytes each as the greatest needs: the numbers
 * that lie beside each other in a chunk of a map mostly take two. Where they need all bytes that they have, they are written as they
 * are, which is one copy.
 */
/** Numbers of one type, as numbers and not as objects. They only become more. Not thread-safe. */
public abstract sealed class Numbers permits IntNumbers, LongNumbers, DoubleNumbers {
    static final int SHIFT = 15;

    /** How many lie in a segment: a quarter of a megabyte at most. */
    static final int SEGMENT = 1 << SHIFT;

    static final int MASK = SEGMENT - 1;

    /** How many there is room for in the beginning, where nobody knows how many will come. */
    private static final int LEAST_ROOM = 16;

    /** How many are there. Owned by the one user. */
    int size;

    /** How many may be expected. */
    private final int expected;

    Numbers(int expected) {
        this.expected = expected;
    }

    /** Empty, for numbers of the type that this has; null if it is of none that can be packed. */
    public static @Nullable Numbers like(@Nullable Object first, int expected) {
        if (first instanceof Integer) {
            return new IntNumbers(expected);
        }
        if (first instanceof Long) {
            return new LongNumbers(expected);
        }
        return first instanceof Double ? new DoubleNumbers(expected) : null;
    }

    /** How many there are. */
    public final int size() {
        return size;
    }

    /** What each is as an object. */
    public abstract Class<? extends Number> type();

    /** One of them, as an object. */
    public abstract Object get(int index);

    /** Adds it if it is of their type; tells whether it is. */
    public abstract boolean add(@Nullable Object number);

    /** Adds them all if they are of their type; tells whether they are. */
    abstract boolean addAll(Numbers others);

    /** Writes them; {@code read} of the same type undoes it. */
    public abstract void write(ByteSink sink);

    /** Undoes {@link #write} of ints. */
    public static Numbers readInts(ByteSource source) {
        return readWhole(source, true);
    }

    /** Undoes {@link #write} of longs. */
    public static Numbers readLongs(ByteSource source) {
        return readWhole(source, false);
    }

    /** Undoes {@link #write} of doubles. */
    public static Numbers readDoubles(ByteSource source) {
        int length = source.readCount(Double.BYTES);
        DoubleNumbers numbers = new DoubleNumbers(length);
        while (numbers.size < length) {
            numbers.read(
                    source.available((long) (length - numbers.size) * Double.BYTES, Double.BYTES), Double.BYTES, 0);
        }
        return numbers;
    }

    private static Numbers readWhole(ByteSource source, boolean ints) {
        int width = source.readByte();
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw new MalformedException("it has numbers of " + width + " bytes");
        }
        int length = source.readVarInt();
        if (length < 0 || (long) length * width > source.remaining()) {
            throw new MalformedException(
                    "it announces " + length + " numbers, but only " + source.remaining() + " bytes are left");
        }
        long least = source.readSignedVarLong();
        Numbers numbers = ints ? new IntNumbers(length) : new LongNumbers(length);
        while (numbers.size < length) {
            numbers.read(source.available((long) (length - numbers.size) * width, width), width, least);
        }
        return numbers;
    }

    /** Adds those that are written here, all of that width and above that one. */
    abstract void read(ByteBuffer numbers, int width, long least);

    static void writeHeader(ByteSink sink, int width, int length, long least) {
        sink.expect((long) length * width);
        sink.write(width);
        sink.writeVarInt(length);
        sink.writeSignedVarLong(least);
    }

    /** Of a difference without a sign. */
    static int width(long span) {
        return span >>> 8 == 0 ? 1 : span >>> 16 == 0 ? 2 : span >>> 32 == 0 ? 4 : 8;
    }

    /** How many lie in that segment. */
    final int in(int segment) {
        return Math.min(SEGMENT, size - (segment << SHIFT));
    }

    final int segments() {
        return (size + MASK) >>> SHIFT;
    }

    /** How long the segment must be in which the next lies, if it now has that length. */
    final int grown(int length) {
        int begin = size & ~MASK;
        return Math.min(SEGMENT, Math.max(Math.max(LEAST_ROOM, 2 * length), expected - begin));
    }
}
