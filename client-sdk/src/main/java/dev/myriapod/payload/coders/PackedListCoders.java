package dev.myriapod.payload.coders;

import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.packed.Numbers;
import dev.myriapod.payload.packed.PackedList;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists whose elements are all numbers of one type. They are numbers in a row, and not a tag and a number each. */
final class PackedListCoders {
    /** Looking at fewer costs more than it saves. */
    private static final int WORTH_LOOKING = 8;

    static final Coder<List<?>> INTS = arrayList(Tag.INT_LIST, Numbers::readInts);
    static final Coder<List<?>> LONGS = arrayList(Tag.LONG_LIST, Numbers::readLongs);
    static final Coder<List<?>> DOUBLES = arrayList(Tag.DOUBLE_LIST, Numbers::readDoubles);

    static final Coder<PackedList<?>> PACKED_INTS = packed(Tag.PACKED_INTS, Numbers::readInts);
    static final Coder<PackedList<?>> PACKED_LONGS = packed(Tag.PACKED_LONGS, Numbers::readLongs);
    static final Coder<PackedList<?>> PACKED_DOUBLES = packed(Tag.PACKED_DOUBLES, Numbers::readDoubles);

    private PackedListCoders() {}

    /** How this list is best written; null if one element after the other. */
    static @Nullable Coder<?> of(List<?> list) {
        if (list.size() < WORTH_LOOKING) {
            return null;
        }
        Object first = list.get(0);
        Coder<?> coder = first instanceof Integer
                ? INTS
                : first instanceof Long ? LONGS : first instanceof Double ? DOUBLES : null;
        return coder != null && first != null && areAll(first.getClass(), list) ? coder : null;
    }

    /** How this list is written; null if it was changed and is an array list by now. */
    static @Nullable Coder<?> of(PackedList<?> list) {
        Numbers numbers = list.numbers();
        if (numbers == null) {
            return null;
        }
        Class<?> type = numbers.type();
        return type == Integer.class ? PACKED_INTS : type == Long.class ? PACKED_LONGS : PACKED_DOUBLES;
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

    private static Coder<List<?>> arrayList(int tag, Function<ByteSource, Numbers> reading) {
        return Coder.numbered(
                tag,
                (list, out) -> numbers(list).write(out.sink()),
                in -> new ArrayList<>(new PackedList<>(reading.apply(in.source()))));
    }

    private static Coder<PackedList<?>> packed(int tag, Function<ByteSource, Numbers> reading) {
        return Coder.numbered(
                tag,
                (list, out) -> Objects.requireNonNull(list.numbers()).write(out.sink()),
                in -> new PackedList<>(reading.apply(in.source())));
    }

    /** As they are now; somebody may change the list meanwhile, and then nobody knows what was meant. */
    private static Numbers numbers(List<?> list) {
        int length = list.size();
        Numbers numbers = length == 0 ? null : Numbers.like(list.get(0), length);
        for (int i = 0; i < length; i++) {
            if (numbers == null || i >= list.size() || !numbers.add(list.get(i))) {
                throw new ConcurrentModificationException("Its elements changed while they were written");
            }
        }
        return Objects.requireNonNull(numbers);
    }
}
