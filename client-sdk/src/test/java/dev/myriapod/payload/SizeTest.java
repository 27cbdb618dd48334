package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.Shapes;
import com.google.protobuf.ByteString;
import com.google.protobuf.StringValue;
import com.google.protobuf.UnsafeByteOperations;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.bytes.ByteSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large values: copied once, in pieces, and refused beyond the limit before memory runs out. */
class SizeTest {
    private static final ClassLoader LOADER = SizeTest.class.getClassLoader();
    private static final ValueCodec CODEC = ValueCodec.of(LOADER);

    @Test
    void aLargeByteArrayIsASnapshot() {
        byte[] array = new byte[64 << 20];
        ByteString bytes = CODEC.encode(List.of("before", array, "after"), "it");
        // Its owner goes on with it while the bytes still wait to be sent.
        array[40 << 20] = 42;
        List<?> back = (List<?>) CODEC.decode(bytes);
        assertThat(((byte[]) back.get(1))[40 << 20]).isZero();
        assertThat(back.get(2)).isEqualTo("after");
        assertThat(bytes.asReadOnlyByteBufferList()).anyMatch(piece -> piece.remaining() == 64 << 20);
    }

    @Test
    void aSmallerByteArrayIsASnapshotInPieces() {
        byte[] array = new byte[ByteSink.RUN - 1];
        ByteString bytes = CODEC.encode(array, "it");
        array[1 << 20] = 42;
        assertThat(((byte[]) CODEC.decode(bytes, true))[1 << 20]).isZero();
        assertThat(bytes.asReadOnlyByteBufferList()).allMatch(piece -> piece.remaining() <= 1 << 20);
    }

    @Test
    void viewsOfALargeByteArrayAreNoSnapshot() {
        byte[] array = new byte[ByteSink.RUN];
        ByteString views = CODEC.encodeViews(List.of(array, "after"), "it");
        array[1 << 20] = 42;
        assertThat(((byte[]) ((List<?>) CODEC.decode(views)).get(0))[1 << 20]).isEqualTo((byte) 42);
        assertThat(((byte[]) ((List<?>) CODEC.decode(views)).get(0))).isNotSameAs(array);
        // The next payload of the same thread is a snapshot again.
        ByteString snapshot = CODEC.encode(array, "it");
        array[1 << 20] = 43;
        assertThat(((byte[]) CODEC.decode(snapshot))[1 << 20]).isEqualTo((byte) 42);
    }

    @Test
    void bytesThatNobodyElseHasBecomeTheArray() {
        byte[] array = new byte[ByteSink.RUN + 3];
        new Random(5).nextBytes(array);
        ByteString views = CODEC.encodeViews(List.of("before", array, "after"), "it");
        // As it comes: in pieces that follow each other in one array.
        ByteString pieces = views.substring(0, 2_000_000).concat(views.substring(2_000_000));
        List<?> sole = (List<?>) CODEC.decode(pieces, true);
        assertThat(sole.get(1)).isSameAs(array);
        assertThat(sole.get(2)).isEqualTo("after");
        byte[] copy = (byte[]) ((List<?>) CODEC.decode(pieces, false)).get(1);
        assertThat(copy).isNotSameAs(array).isEqualTo(array);
    }

    static Stream<Arguments> largeValues() {
        long[] longs = new Random(1).longs(1_000_000).toArray();
        List<Object> mixed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            mixed.add(new byte[i * 1000]);
            mixed.add("text " + i);
        }
        return Stream.<Object>of(
                        "x".repeat(3_000_000),
                        "я😀".repeat(1_000_000),
                        longs,
                        Arrays.stream(longs).mapToObj(String::valueOf).toList(),
                        new boolean[10_000_000],
                        new char[3_000_001],
                        new double[1_000_001],
                        mixed.toArray(),
                        StringValue.of("p".repeat(3_000_000)),
                        new Shapes.Node("n".repeat(3_000_000)))
                .map(value -> Arguments.of(value));
    }

    @ParameterizedTest
    @MethodSource("largeValues")
    void comesBackFromARopeFromOnePieceAndFromOutsideTheHeap(Object value) {
        ByteString rope = CODEC.encode(value, "it");
        ByteBuffer direct = ByteBuffer.allocateDirect(rope.size());
        rope.copyTo(direct);
        direct.flip();
        for (ByteString bytes :
                List.of(rope, ByteString.copyFrom(rope.toByteArray()), UnsafeByteOperations.unsafeWrap(direct))) {
            assertThat(Arrays.deepEquals(new Object[] {CODEC.decode(bytes)}, new Object[] {value}))
                    .isTrue();
        }
    }

    @Test
    void theLimitIsExact() {
        ByteString bytes = CODEC.encode(new byte[100], "it");
        assertThat(ValueCodec.of(LOADER, bytes.size()).encode(new byte[100], "it"))
                .isEqualTo(bytes);
        PayloadException failure = catchThrowableOfType(
                PayloadException.class,
                () -> ValueCodec.of(LOADER, bytes.size() - 1).encode(new byte[100], "it"));
        assertThat(failure)
                .hasMessageContaining("it is too large: at least " + bytes.size() + " bytes, and " + (bytes.size() - 1)
                        + " is the limit");
    }

    static Stream<Arguments> tooLarge() {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            many.add("element " + i);
        }
        Shapes.Node node = new Shapes.Node("n");
        node.extra = new byte[1_000_000];
        return Stream.<Object>of(
                        new byte[1_000_000],
                        new long[100_000],
                        "x".repeat(1_000_000),
                        "я".repeat(1_000_000),
                        many,
                        node,
                        List.of(node, new byte[60_000]),
                        StringValue.of("p".repeat(1_000_000)))
                .map(value -> Arguments.of(value));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void everythingTooLargeIsRefusedWithSizeAndLimit(Object value) {
        ValueCodec small = ValueCodec.of(LOADER, 100_000);
        PayloadException failure =
                catchThrowableOfType(PayloadException.class, () -> small.encode(value, "argument 1"));
        assertThat(failure).hasMessageStartingWith("argument 1 is too large: at least ");
        assertThat(failure).hasMessageContaining("100000 is the limit");
        assertThat(failure.path()).isEqualTo("argument 1");
        assertThat(small.decode(small.encode("still works", "it"))).isEqualTo("still works");
    }

    @Test
    void argumentsThatDoNotFitTogetherAreRefusedBeforeTheFirstIsCopied() {
        ValueCodec small = ValueCodec.of(LOADER, 100_000);
        byte[] most = new byte[90_000];
        PayloadException failure = catchThrowableOfType(
                PayloadException.class,
                () -> small.encodeTuple(new Object[] {most, "text", most.clone()}, index -> "argument " + index));
        assertThat(failure).hasMessageContaining("at least 1800");
        Object[] back =
                small.decodeTuple(small.encodeTuple(new Object[] {most, most}, index -> "argument " + index), false);
        assertThat(back[0]).as("one object, written once").isSameAs(back[1]);
    }

    @Test
    void moreThanTwoGigabytesAreRefusedBeforeTheyAreCopied() {
        assumeTrue(Runtime.getRuntime().maxMemory() > 3L << 30, "needs a heap of 3 GB");
        byte[] array = new byte[ValueCodec.MAX_SIZE - 1024];
        PayloadException failure =
                catchThrowableOfType(PayloadException.class, () -> CODEC.encode(List.of(new byte[2048], array), "it"));
        assertThat(failure).hasMessageContaining(ValueCodec.MAX_SIZE + " is the limit");
    }
}
