package dev.myriapod.payload.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is collected comes out in its order, packed if that can be. */
class ListPackerTest {
    private static List<@Nullable Object> oneByOne(int expected, List<? extends @Nullable Object> elements) {
        ListPacker<@Nullable Object> packer = new ListPacker<>(expected);
        elements.forEach(packer::add);
        assertThat(packer.size()).isEqualTo(elements.size());
        return packer.list();
    }

    private static List<@Nullable Object> ofChunks(int expected, List<List<@Nullable Object>> chunks) {
        ListPacker<@Nullable Object> packer = new ListPacker<>(expected);
        int size = 0;
        for (List<@Nullable Object> chunk : chunks) {
            packer.addAll(chunk);
            size += chunk.size();
            assertThat(packer.size()).isEqualTo(size);
        }
        return packer.list();
    }

    @Test
    void nothingIsAnArrayList() {
        assertThat(new ListPacker<>(5).list()).isInstanceOf(ArrayList.class).isEmpty();
        assertThat(ofChunks(0, List.of(List.of())))
                .isInstanceOf(ArrayList.class)
                .isEmpty();
    }

    @Test
    void numbersOfOneTypeArePackedHoweverManyWereExpected() {
        for (int expected : new int[] {0, 1, 999, 100_000, 1 << 20}) {
            for (int length : new int[] {1, 16, 17, Numbers.SEGMENT, Numbers.SEGMENT + 1, 100_001}) {
                List<Integer> ints = IntStream.range(0, length).boxed().toList();
                assertThat(oneByOne(expected, ints))
                        .isInstanceOf(PackedList.class)
                        .isEqualTo(ints);
            }
        }
    }

    @Test
    void oneThatDoesNotFitMakesItAnArrayList() {
        for (Object other : new @Nullable Object[] {null, 8L, 8.0, (short) 8, "8"}) {
            List<@Nullable Object> mixed = new ArrayList<>(List.of(1, 2, 3));
            mixed.add(other);
            mixed.add(4);
            assertThat(oneByOne(0, mixed)).isInstanceOf(ArrayList.class).isEqualTo(mixed);
        }
        List<@Nullable Object> nullFirst = Arrays.asList(null, 1, 2);
        assertThat(oneByOne(0, nullFirst)).isInstanceOf(ArrayList.class).isEqualTo(nullFirst);
    }

    @Test
    void chunksOfNumbersArePutTogether() {
        for (int chunk : new int[] {1, 7, Numbers.SEGMENT - 1, Numbers.SEGMENT, Numbers.SEGMENT + 1, 65_536}) {
            List<List<@Nullable Object>> chunks = new ArrayList<>();
            for (int from = 0; from < 100_000 || from < 3 * chunk; from += chunk) {
                chunks.add(oneByOne(
                        chunk, LongStream.range(from, from + chunk).boxed().toList()));
            }
            List<Object> all = chunks.stream().flatMap(List::stream).toList();
            assertThat(ofChunks(0, chunks)).isInstanceOf(PackedList.class).isEqualTo(all);
            assertThat(ofChunks(all.size(), chunks))
                    .isInstanceOf(PackedList.class)
                    .isEqualTo(all);
        }
    }

    @Test
    void chunksOfAnyKindArePutTogether() {
        List<@Nullable Object> ints = oneByOne(0, List.of(1, 2, 3));
        List<@Nullable Object> changed = oneByOne(0, List.of(4, 5));
        changed.set(0, 6);
        List<@Nullable Object> doubles = oneByOne(0, List.of(1.5, 2.5));
        List<@Nullable Object> withNull = Arrays.asList(7, null);
        assertThat(ofChunks(0, List.of(ints, changed, ints)))
                .isInstanceOf(PackedList.class)
                .isEqualTo(List.of(1, 2, 3, 6, 5, 1, 2, 3));
        assertThat(ofChunks(0, List.of(ints, doubles, ints)))
                .isInstanceOf(ArrayList.class)
                .isEqualTo(List.of(1, 2, 3, 1.5, 2.5, 1, 2, 3));
        assertThat(ofChunks(0, List.of(withNull, ints))).isEqualTo(Arrays.asList(7, null, 1, 2, 3));
        assertThat(ofChunks(0, List.of(List.of(), ints)))
                .isInstanceOf(PackedList.class)
                .isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void aChunkThatWasTakenInIsNotChanged() {
        List<@Nullable Object> first = oneByOne(0, List.of(1, 2, 3));
        ofChunks(0, List.of(first, oneByOne(0, List.of(4, 5, 6))));
        assertThat(first).isEqualTo(List.of(1, 2, 3));
    }
}
