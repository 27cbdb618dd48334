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

    private PackedListCoders() {}

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.INT_LIST -> arrayList(tag, Numbers::readInts);
            case Tag.LONG_LIST -> arrayList(tag, Numbers::readLongs);
            case Tag.DOUBLE_LIST -> arrayList(tag, Numbers::readDoubles);
            case Tag.PACKED_INTS -> packed(tag, Numbers::readInts);
            case Tag.PACKED_LONGS -> packed(tag, Numbers::readLongs);
            case Tag.PACKED_DOUBLES -> packed(tag, Numbers::readDoubles);
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

    /** The tag with which this list is written: that of an array list if it was changed and is one by now. */
    static int tag(PackedList<?> list) {
        Numbers numbers = list.numbers();
        if (numbers == null) {
            return Tag.ARRAY_LIST;
        }
        Class<?> type = numbers.type();
        return type == Integer.class ? Tag.PACKED_INTS : type == Long.class ? Tag.PACKED_LONGS : Tag.PACKED_DOUBLES;
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
