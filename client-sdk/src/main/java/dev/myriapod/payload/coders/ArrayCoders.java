package dev.myriapod.payload.coders;

import static dev.myriapod.payload.format.Coder.numbered;

import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arrays. Numbers are packed as they lie in memory on common machines, so that they move in bulk. */
final class ArrayCoders {
    static final Map<Class<?>, Integer> TAGS = Map.ofEntries(
            Map.entry(boolean[].class, Tag.BOOLEANS),
            Map.entry(byte[].class, Tag.BYTES),
            Map.entry(short[].class, Tag.SHORTS),
            Map.entry(char[].class, Tag.CHARS),
            Map.entry(int[].class, Tag.INTS),
            Map.entry(long[].class, Tag.LONGS),
            Map.entry(float[].class, Tag.FLOATS),
            Map.entry(double[].class, Tag.DOUBLES));

    /** Moves some numbers between an array and a buffer. */
    @FunctionalInterface
    private interface Move<A> {
        void move(ByteBuffer buffer, A array, int from, int count);
    }

    private ArrayCoders() {}

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.BOOLEANS -> numbered(Tag.BOOLEANS, ArrayCoders::writeBooleans, ArrayCoders::readBooleans);
            case Tag.BYTES ->
                numbered(
                        Tag.BYTES,
                        ArrayCoders::writeBytes,
                        in -> in.source().readBytes(in.source().readCount()));
            case Tag.SHORTS ->
                packed(
                        Tag.SHORTS,
                        short[].class,
                        2,
                        (b, a, from, n) -> b.asShortBuffer().put(a, from, n),
                        (b, a, from, n) -> b.asShortBuffer().get(a, from, n));
            case Tag.CHARS ->
                packed(
                        Tag.CHARS,
                        char[].class,
                        2,
                        (b, a, from, n) -> b.asCharBuffer().put(a, from, n),
                        (b, a, from, n) -> b.asCharBuffer().get(a, from, n));
            case Tag.INTS ->
                packed(
                        Tag.INTS,
                        int[].class,
                        4,
                        (b, a, from, n) -> b.asIntBuffer().put(a, from, n),
                        (b, a, from, n) -> b.asIntBuffer().get(a, from, n));
            case Tag.LONGS ->
                packed(
                        Tag.LONGS,
                        long[].class,
                        8,
                        (b, a, from, n) -> b.asLongBuffer().put(a, from, n),
                        (b, a, from, n) -> b.asLongBuffer().get(a, from, n));
            case Tag.FLOATS ->
                packed(
                        Tag.FLOATS,
                        float[].class,
                        4,
                        (b, a, from, n) -> b.asFloatBuffer().put(a, from, n),
                        (b, a, from, n) -> b.asFloatBuffer().get(a, from, n));
            case Tag.DOUBLES ->
                packed(
                        Tag.DOUBLES,
                        double[].class,
                        8,
                        (b, a, from, n) -> b.asDoubleBuffer().put(a, from, n),
                        (b, a, from, n) -> b.asDoubleBuffer().get(a, from, n));
            case Tag.OBJECTS -> numbered(Tag.OBJECTS, ArrayCoders::writeObjects, ArrayCoders::readObjects);
            default -> null;
        };
    }

    private static <A> Coder<A> packed(int tag, Class<A> type, int unit, Move<A> put, Move<A> get) {
        return numbered(
                tag,
                (A array, ValueWriter out) -> {
                    ByteSink sink = out.sink();
                    int length = Array.getLength(array);
                    sink.expect((long) length * unit);
                    sink.writeVarInt(length);
                    for (int done = 0; done < length; ) {
                        ByteBuffer room = sink.room((long) (length - done) * unit, unit);
                        int some = room.remaining() / unit;
                        put.move(room, array, done, some);
                        done += some;
                    }
                },
                in -> {
                    ByteSource source = in.source();
                    int length = source.readCount(unit);
                    A array = type.cast(Array.newInstance(type.getComponentType(), length));
                    for (int done = 0; done < length; ) {
                        ByteBuffer some = source.available((long) (length - done) * unit, unit);
                        int count = some.remaining() / unit;
                        get.move(some, array, done, count);
                        done += count;
                    }
                    return array;
                });
    }

    private static void writeBytes(byte[] array, ValueWriter out) {
        out.sink().expect(array.length);
        out.sink().writeVarInt(array.length);
        out.sink().write(array, 0, array.length);
    }

    private static void writeBooleans(boolean[] array, ValueWriter out) {
        out.sink().writeVarInt(array.length);
        for (int i = 0; i < array.length; i += 8) {
            int bits = 0;
            for (int j = i; j < Math.min(i + 8, array.length); j++) {
                bits |= (array[j] ? 1 : 0) << (j - i);
            }
            out.sink().write(bits);
        }
    }

    private static boolean[] readBooleans(ValueReader in) {
        int length = in.source().readVarInt();
        if (length < 0 || (length + 7L) / 8 > in.source().remaining()) {
            throw new MalformedException("it announces " + length + " booleans, more than there are bits left");
        }
        boolean[] array = new boolean[length];
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits = i % 8 == 0 ? in.source().readByte() : bits >> 1;
            array[i] = (bits & 1) == 1;
        }
        return array;
    }

    private static void writeObjects(@Nullable Object[] array, ValueWriter out) throws IOException {
        out.writeClass(array.getClass().getComponentType());
        out.sink().writeVarInt(array.length);
        for (Object element : array) {
            out.write(element);
        }
    }

    private static @Nullable Object[] readObjects(ValueReader in) throws IOException, ClassNotFoundException {
        Class<?> component = in.readClass();
        int length = in.readSize(1);
        if (component.isPrimitive()) {
            throw new MalformedException("an array of objects has elements of type " + component);
        }
        @Nullable Object[] array = (@Nullable Object[]) Array.newInstance(component, length);
        for (int i = 0; i < length; i++) {
            array[i] = in.readElement();
        }
        return array;
    }
}
