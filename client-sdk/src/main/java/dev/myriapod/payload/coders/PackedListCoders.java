package dev.myriapod.payload.coders;

import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Whole numbers are written as what they are above the least of them, in as few bytes each as the greatest needs: the numbers
 * that lie beside each other in a chunk of a map mostly take two.
 */
/** Array lists whose elements are all numbers of one type. They are numbers in a row, and not a tag and a number each. */
final class PackedListCoders {
    /** Looking at fewer costs more than it saves. */
    private static final int WORTH_LOOKING = 8;

    private PackedListCoders() {}

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.INT_LIST ->
                Coder.numbered(
                        Tag.INT_LIST,
                        (List<?> list, ValueWriter out) -> writeWhole(numbers(list, Integer.class), out.sink()),
                        in -> readWhole(in, Integer.BYTES));
            case Tag.LONG_LIST ->
                Coder.numbered(
                        Tag.LONG_LIST,
                        (List<?> list, ValueWriter out) -> writeWhole(numbers(list, Long.class), out.sink()),
                        in -> readWhole(in, Long.BYTES));
            case Tag.DOUBLE_LIST ->
                Coder.numbered(Tag.DOUBLE_LIST, PackedListCoders::writeDoubles, PackedListCoders::readDoubles);
            default -> null;
        };
    }

    /** The tag with which this array list is best written: its own if one element after the other. */
    static int tag(List<?> list) {
        if (list.size() < WORTH_LOOKING) {
            return Tag.ARRAY_LIST;
        }
        Object first = list.get(0);
        int tag = first instanceof Integer
                ? Tag.INT_LIST
                : first instanceof Long ? Tag.LONG_LIST : first instanceof Double ? Tag.DOUBLE_LIST : Tag.ARRAY_LIST;
        return tag != Tag.ARRAY_LIST && first != null && areAll(first.getClass(), list) ? tag : Tag.ARRAY_LIST;
    }

    private static boolean areAll(Class<?> type, List<?> list) {
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            if (element == null || element.getClass() != type) {
                return false;
            }
        }
        return true;
    }

    /** As they are now; somebody may change the list meanwhile, and then nobody knows what was meant. */
    private static <N extends Number> long[] numbers(List<?> list, Class<N> type) {
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list, i, type).longValue();
        }
        return numbers;
    }

    private static <N extends Number> N number(List<?> list, int index, Class<N> type) {
        Object element = index < list.size() ? list.get(index) : null;
        if (!type.isInstance(element)) {
            throw new ConcurrentModificationException("Its elements changed while they were written");
        }
        return type.cast(element);
    }

    private static void writeWhole(long[] numbers, ByteSink sink) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long number : numbers) {
            least = Math.min(least, number);
            greatest = Math.max(greatest, number);
        }
        int width = width(greatest - least);
        sink.expect((long) numbers.length * width);
        sink.write(width);
        sink.writeVarInt(numbers.length);
        sink.writeSignedVarLong(least);
        for (int done = 0; done < numbers.length; ) {
            ByteBuffer room = sink.room((long) (numbers.length - done) * width, width);
            int some = room.remaining() / width;
            put(numbers, done, some, least, width, room);
            done += some;
        }
    }

    /** Of a difference without a sign. */
    private static int width(long span) {
        return span >>> 8 == 0 ? 1 : span >>> 16 == 0 ? 2 : span >>> 32 == 0 ? 4 : 8;
    }

    private static void put(long[] numbers, int from, int count, long least, int width, ByteBuffer room) {
        int to = from + count;
        switch (width) {
            case 1 -> {
                for (int i = from; i < to; i++) {
                    room.put((byte) (numbers[i] - least));
                }
            }
            case 2 -> {
                for (int i = from; i < to; i++) {
                    room.putShort((short) (numbers[i] - least));
                }
            }
            case 4 -> {
                for (int i = from; i < to; i++) {
                    room.putInt((int) (numbers[i] - least));
                }
            }
            default -> {
                for (int i = from; i < to; i++) {
                    room.putLong(numbers[i] - least);
                }
            }
        }
    }

    private static List<?> readWhole(ValueReader in, int size) {
        ByteSource source = in.source();
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
        ArrayList<Object> list = new ArrayList<>(length);
        for (int done = 0; done < length; ) {
            ByteBuffer some = source.available((long) (length - done) * width, width);
            int count = some.remaining() / width;
            for (int i = 0; i < count; i++) {
                long number = least + above(some, width);
                if (size == Integer.BYTES) {
                    list.add((int) number);
                } else {
                    list.add(number);
                }
            }
            done += count;
        }
        return list;
    }

    private static long above(ByteBuffer numbers, int width) {
        return switch (width) {
            case 1 -> numbers.get() & 0xFFL;
            case 2 -> numbers.getShort() & 0xFFFFL;
            case 4 -> numbers.getInt() & 0xFFFF_FFFFL;
            default -> numbers.getLong();
        };
    }

    private static void writeDoubles(List<?> list, ValueWriter out) {
        ByteSink sink = out.sink();
        int length = list.size();
        sink.expect((long) length * Double.BYTES);
        sink.writeVarInt(length);
        for (int done = 0; done < length; ) {
            ByteBuffer room = sink.room((long) (length - done) * Double.BYTES, Double.BYTES);
            int some = room.remaining() / Double.BYTES;
            for (int i = 0; i < some; i++) {
                room.putDouble(number(list, done + i, Double.class));
            }
            done += some;
        }
    }

    private static List<?> readDoubles(ValueReader in) {
        ByteSource source = in.source();
        int length = source.readCount(Double.BYTES);
        ArrayList<Object> list = new ArrayList<>(length);
        for (int done = 0; done < length; ) {
            ByteBuffer some = source.available((long) (length - done) * Double.BYTES, Double.BYTES);
            int count = some.remaining() / Double.BYTES;
            for (int i = 0; i < count; i++) {
                list.add(some.getDouble());
            }
            done += count;
        }
        return list;
    }
}
