package dev.myriapod.payload.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A packed list does what an array list of the same elements does. */
class PackedListLikeArrayListTest {
    /** One element; some; a whole segment; just more than one; several. */
    private static final int[] LENGTHS = {1, 2, 17, Numbers.SEGMENT, Numbers.SEGMENT + 1, 100_000};

    static Stream<List<Object>> lists() {
        Random random = new Random(3);
        return IntStream.of(LENGTHS)
                .boxed()
                .flatMap(length -> Stream.<List<Object>>of(
                        new ArrayList<>(random.ints(length).boxed().toList()),
                        new ArrayList<>(random.longs(length).boxed().toList()),
                        new ArrayList<>(random.doubles(length).boxed().toList())));
    }

    static PackedList<Object> packed(List<?> elements) {
        ListPacker<Object> packer = new ListPacker<>(0);
        elements.forEach(packer::add);
        return (PackedList<Object>) packer.list();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void readsAlike(List<Object> expected) {
        PackedList<Object> list = packed(expected);
        assertThat(list.equals(expected)).isTrue();
        assertThat(expected.equals(list)).isTrue();
        assertThat(list).hasSameHashCodeAs(expected).hasToString(expected.toString());
        assertThat(list.size()).isEqualTo(expected.size());
        assertThat(list.toArray()).isEqualTo(expected.toArray()).hasSameClassAs(new Object[0]);
        assertThat(list.toArray(new Object[0])).isEqualTo(expected.toArray());
        assertThat(list.stream().toList()).isEqualTo(expected);
        assertThat(list.parallelStream().toList()).isEqualTo(expected);
        assertThat(new ArrayList<>(list)).isEqualTo(expected);
        assertThat(List.copyOf(list)).isEqualTo(expected);
        int middle = expected.size() / 2;
        assertThat(list.subList(middle, list.size())).isEqualTo(expected.subList(middle, expected.size()));
        Object last = expected.get(expected.size() - 1);
        assertThat(list.indexOf(last)).isEqualTo(expected.indexOf(last));
        assertThat(list.lastIndexOf(last)).isEqualTo(expected.lastIndexOf(last));
        assertThat(list.contains(last)).isTrue();
        assertThat(list.contains("another")).isFalse();
        assertThat(list.contains(null)).isFalse();
        List<Object> backwards = new ArrayList<>();
        for (ListIterator<Object> each = list.listIterator(list.size()); each.hasPrevious(); ) {
            backwards.add(0, each.previous());
            if (backwards.size() == 20) {
                break;
            }
        }
        assertThat(backwards).isEqualTo(expected.subList(Math.max(0, expected.size() - 20), expected.size()));
        assertThat(list.numbers()).as("reading does not unpack").isNotNull();
    }

    @SuppressWarnings("ModifyingCollectionWithItself") // An array list can be added to itself.
    static Stream<Consumer<List<Object>>> changes() {
        return Stream.of(
                list -> list.set(3, null),
                list -> list.add("more"),
                list -> list.add(0, 1.5),
                list -> list.remove(5),
                list -> list.remove((Object) 7),
                list -> list.addAll(List.of("a", "b")),
                list -> list.addAll(2, List.of("a", "b")),
                list -> list.addAll(list),
                list -> list.removeAll(List.of(1, 2)),
                list -> list.retainAll(List.of(1, 2)),
                list -> list.removeIf(each -> (int) each % 3 == 0),
                list -> list.replaceAll(each -> (int) each + 1),
                list -> list.sort(Comparator.comparing(each -> -(int) each)),
                list -> list.sort(null),
                list -> list.subList(2, 6).clear(),
                list -> list.subList(2, 6).set(0, "x"),
                list -> list.subList(2, 6).add("x"),
                List::clear,
                list -> {
                    Iterator<Object> each = list.iterator();
                    each.next();
                    each.remove();
                    assertThat(each.next()).isEqualTo(1);
                },
                list -> {
                    ListIterator<Object> each = list.listIterator();
                    each.next();
                    each.set("y");
                    each.add("z");
                    assertThat(each.next()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesAlike(Consumer<List<Object>> change) {
        List<Object> expected = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        PackedList<Object> list = packed(expected);
        change.accept(expected);
        change.accept(list);
        assertThat(list).isEqualTo(expected).hasSameHashCodeAs(expected).hasSameSizeAs(expected);
        assertThat(list.toArray()).isEqualTo(expected.toArray());
        list.add(null);
        assertThat(list.get(list.size() - 1)).isNull();
    }

    @Test
    void wrongIndexesAreRefusedAndChangeNothing() {
        PackedList<Object> list = packed(List.of(1, 2, 3));
        assertThatThrownBy(() -> list.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.set(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.remove(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(list).containsExactly(1, 2, 3);
    }

    @Test
    void anIteratorNoticesThatTheListChanged() {
        for (Consumer<List<Object>> change : List.<Consumer<List<Object>>>of(
                list -> list.add(1),
                list -> list.remove(0),
                list -> list.addAll(List.of(1)),
                list -> list.removeIf(each -> true),
                List::clear)) {
            PackedList<Object> list = packed(List.of(1, 2, 3));
            Iterator<Object> each = list.iterator();
            each.next();
            change.accept(list);
            assertThatThrownBy(each::next).isInstanceOf(ConcurrentModificationException.class);
        }
    }

    @Test
    void itIsSerializable() throws Exception {
        PackedList<Object> list = packed(LongStream.range(0, 1000).boxed().toList());
        assertThat(serialized(list)).isEqualTo(list);
        list.set(5, "five");
        list.add(null);
        assertThat(serialized(list)).isEqualTo(list);
        List<?> both = (List<?>) serialized(new ArrayList<>(List.of(list, list)));
        assertThat(both.get(0)).isSameAs(both.get(1));
    }

    private static Object serialized(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void aDoubleIsTheSameBitByBit() {
        double odd = Double.longBitsToDouble(0x7FF8_0000_0000_0001L);
        PackedList<Object> list = packed(DoubleStream.of(0.0, -0.0, odd).boxed().toList());
        assertThat(list).containsExactly(0.0, -0.0, Double.NaN);
        assertThat(Double.doubleToRawLongBits((double) list.get(2))).isEqualTo(0x7FF8_0000_0000_0001L);
    }
}
