package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.packed.ListPacker;
import dev.myriapod.payload.packed.PackedList;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of numbers come back as they were, whatever lies in them. */
class PackedListTest {
    private final ValueCodec codec = ValueCodec.of(PackedListTest.class.getClassLoader());

    private ByteString encode(Object value) {
        return codec.encode(value, "it");
    }

    /** As the workers collect them, and as {@code map} gives them out. */
    private static List<Object> packed(List<?> elements) {
        ListPacker<Object> packer = new ListPacker<>(elements.size());
        elements.forEach(packer::add);
        return packer.list();
    }

    private void packedComesBack(List<?> elements, int tag) {
        ByteString bytes = encode(packed(elements));
        assertThat(bytes.byteAt(1)).isEqualTo((byte) tag);
        assertThat(codec.decode(bytes)).isInstanceOf(PackedList.class).isEqualTo(elements);
    }

    private void comesBack(List<?> list, int tag) {
        ByteString bytes = encode(list);
        assertThat(bytes.byteAt(1)).isEqualTo((byte) tag);
        assertThat(codec.decode(bytes)).isInstanceOf(ArrayList.class).isEqualTo(list);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 255, 256, 65_535, 65_536, 0xFFFF_FFFFL, 0x1_0000_0000L, Long.MAX_VALUE, -1})
    void longsOfEverySpan(long span) {
        for (long least : new long[] {Long.MIN_VALUE, -1, 0, 1, 12_345_678_901L}) {
            List<Long> longs = new ArrayList<>(LongStream.range(0, 100)
                    .mapToObj(i -> least + (i == 50 ? span : 0))
                    .toList());
            comesBack(longs, Tag.LONG_LIST);
            packedComesBack(longs, Tag.PACKED_LONGS);
        }
    }

    @Test
    void intsAtTheirLimits() {
        comesBack(
                new ArrayList<>(Arrays.asList(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1, 1, 2, 3, 4)), Tag.INT_LIST);
        comesBack(new ArrayList<>(IntStream.range(-128, 128).boxed().toList()), Tag.INT_LIST);
        assertThat(encode(new ArrayList<>(IntStream.range(0, 1000).boxed().toList()))
                        .size())
                .isLessThan(2020);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 65_535, 65_536, Integer.MAX_VALUE, -1})
    void packedIntsOfEverySpan(int span) {
        for (int least : new int[] {Integer.MIN_VALUE, -1, 0, 1, 1_234_567_890}) {
            packedComesBack(
                    IntStream.range(0, 100)
                            .mapToObj(i -> least + (i == 50 ? span : 0))
                            .toList(),
                    Tag.PACKED_INTS);
        }
        packedComesBack(List.of(span), Tag.PACKED_INTS);
    }

    /** Wider than this version writes them. */
    @Test
    void numbersAreAboveTheLeastWhateverTheirWidth() {
        assertThat(codec.decode(bytes(1, Tag.PACKED_INTS, 4, 1, 10, 1, 0, 0, 0)))
                .isEqualTo(List.of(6));
        assertThat(codec.decode(bytes(1, Tag.INT_LIST, 8, 1, 10, 1, 0, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(List.of(6));
        assertThat(codec.decode(bytes(1, Tag.PACKED_LONGS, 8, 1, 10, 1, 0, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(List.of(6L));
        assertThat(codec.decode(bytes(1, Tag.PACKED_INTS, 1, 0, 0))).isEqualTo(List.of());
    }

    private static ByteString bytes(int... bytes) {
        ByteString.Output out = ByteString.newOutput();
        IntStream.of(bytes).forEach(out::write);
        return out.toByteString();
    }

    @Test
    void aPackedListThatWasChangedComesBackAsAnArrayList() {
        List<Object> list = packed(List.of(1, 2, 3));
        list.add(4);
        comesBack(list, Tag.ARRAY_LIST);
        list.set(1, null);
        list.add("five");
        comesBack(list, Tag.ARRAY_LIST);
    }

    /** Not a record, so that it goes through Java serialization. */
    private static final class Holder implements Serializable {
        private static final long serialVersionUID = 1;

        private final ArrayList<List<Object>> lists;

        Holder(List<Object> list) {
            lists = new ArrayList<>(List.of(list, list));
        }
    }

    @Test
    void aPackedListTravelsInsideOfOtherObjects() {
        List<Object> list = packed(IntStream.range(0, 100).boxed().toList());
        Holder back = (Holder) Objects.requireNonNull(codec.decode(encode(new Holder(list))));
        assertThat(back.lists).containsExactly(list, list);
        assertThat(back.lists.get(0)).isSameAs(back.lists.get(1));
        List<?> inBoth = (List<?>)
                Objects.requireNonNull(codec.decode(encode(new ArrayList<>(List.of(list, new Holder(list))))));
        assertThat(inBoth.get(0))
                .as("one object, whatever way it travels")
                .isSameAs(((Holder) inBoth.get(1)).lists.get(0));
        assertThat(codec.decode(encode(Map.of("k", list)))).isEqualTo(Map.of("k", list));
        List<?> both = (List<?>) Objects.requireNonNull(codec.decode(encode(new ArrayList<>(List.of(list, list)))));
        assertThat(both.get(0)).isSameAs(both.get(1)).isEqualTo(list);
    }

    @Test
    void moreThanASegment() {
        Random random = new Random(7);
        packedComesBack(random.ints(300_001).boxed().toList(), Tag.PACKED_INTS);
        packedComesBack(random.longs(300_001).boxed().toList(), Tag.PACKED_LONGS);
        packedComesBack(random.doubles(300_001).boxed().toList(), Tag.PACKED_DOUBLES);
        comesBack(new ArrayList<>(random.ints(300_001).boxed().toList()), Tag.INT_LIST);
        comesBack(new ArrayList<>(random.longs(300_001).boxed().toList()), Tag.LONG_LIST);
        comesBack(new ArrayList<>(random.doubles(300_001).boxed().toList()), Tag.DOUBLE_LIST);
    }

    @Test
    void doublesBitByBit() {
        comesBack(
                new ArrayList<>(Arrays.asList(
                        0.0,
                        -0.0,
                        Double.NaN,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        1 / 3.0,
                        -1e300,
                        Double.longBitsToDouble(1))),
                Tag.DOUBLE_LIST);
    }

    @Test
    void otherElementsTravelOneAfterTheOther() {
        comesBack(new ArrayList<>(Arrays.asList(1, 2, 3, 4, 5, 6, 7, null)), Tag.ARRAY_LIST);
        comesBack(new ArrayList<>(Arrays.asList(1, 2, 3, 4, 5, 6, 7, 8L)), Tag.ARRAY_LIST);
        comesBack(new ArrayList<>(List.of(1, 2, 3)), Tag.ARRAY_LIST);
    }

    @Test
    void aListThatComesTwiceIsOneListAgain() {
        List<Integer> list = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
        List<?> both = (List<?>) codec.decode(encode(new ArrayList<>(List.of(list, list))));
        assertThat(both.get(0)).isSameAs(both.get(1)).isEqualTo(list);
    }

    @Test
    void whatIsCutOffIsRefused() {
        ByteString bytes =
                encode(new ArrayList<>(IntStream.range(0, 1000).boxed().toList()));
        for (int length = 2; length < bytes.size(); length += 97) {
            ByteString cut = bytes.substring(0, length);
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(PayloadException.class);
        }
        byte[] wrongWidth = bytes.toByteArray();
        wrongWidth[2] = 3;
        ByteString packed = encode(packed(IntStream.range(0, 1000).boxed().toList()));
        for (int length = 2; length < packed.size(); length += 97) {
            ByteString cut = packed.substring(0, length);
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(PayloadException.class);
        }
        assertThatThrownBy(() -> codec.decode(ByteString.copyFrom(wrongWidth))).isInstanceOf(PayloadException.class);
    }
}
