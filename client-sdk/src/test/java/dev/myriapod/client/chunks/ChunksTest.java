package dev.myriapod.client.chunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.Leaves;
import dev.myriapod.proto.v1.BadPayload;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.PoolBroken;
import dev.myriapod.proto.v1.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    private static final int LIMIT = ChunkSplitter.LIMIT;
    private static final int PIECE = ChunkSplitter.PIECE;

    private static final ValueCodec VALUES = ValueCodec.of(ChunksTest.class.getClassLoader());

    private final ChunkSplitter splitter = new ChunkSplitter();
    private final ChunkCollector collector = new ChunkCollector();
    private final List<PayloadChunk> sent = new ArrayList<>();

    private static ByteString random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, LIMIT - 1, LIMIT})
    void whatFitsTravelsInTheMessage(int size) throws Exception {
        ByteString bytes = random(size);
        Payload payload = splitter.split(bytes, sent::add);
        assertThat(sent).isEmpty();
        assertThat(payload.getEncoding()).isEqualTo(1);
        assertThat(payload.getChunks()).isZero();
        assertThat(payload.getSize()).isEqualTo(size);
        assertThat(payload.getData()).isSameAs(bytes);
        assertThat(collector.take(payload)).isSameAs(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 2 * LIMIT, 3 * LIMIT + 17})
    void whatDoesNotFitTravelsInPieces(int size) throws Exception {
        ByteString bytes = random(size);
        Payload payload = splitter.split(bytes, sent::add);
        assertThat(sent).hasSize((size + PIECE - 1) / PIECE);
        assertThat(sent).allMatch(chunk -> chunk.getData().size() <= PIECE && chunk.getChunks() != 0);
        assertThat(payload.getData()).isEmpty();
        assertThat(payload.getSize()).isEqualTo(size);
        sent.forEach(collector::add);
        assertThat(collector.take(payload)).isEqualTo(bytes);
        assertThat(collector.isEmpty()).isTrue();
    }

    @Test
    void piecesOfSeveralPayloadsMayMix() throws Exception {
        ByteString a = random(2 * LIMIT + 1);
        ByteString b = random(2 * LIMIT + 2);
        List<PayloadChunk> other = new ArrayList<>();
        Payload first = splitter.split(a, sent::add);
        Payload second = splitter.split(b, other::add);
        assertThat(first.getChunks()).isNotEqualTo(second.getChunks());
        for (int i = 0; i < 3; i++) {
            collector.add(other.get(i));
            collector.add(sent.get(i));
        }
        assertThat(collector.take(first)).isEqualTo(a);
        assertThat(collector.take(second)).isEqualTo(b);
    }

    @ParameterizedTest
    @ValueSource(ints = {ByteSink.RUN, ByteSink.RUN + 1, 5 * PIECE - 1, 5 * PIECE, 5 * PIECE + 1000})
    void aLargeArrayIsARunOfItsOwn(int size) throws Exception {
        byte[] array = random(size).toByteArray();
        ByteString bytes = VALUES.encode(List.of("before", array, "after"), "it");
        Payload payload = splitter.split(bytes, sent::add);
        assertThat(sent).hasSize(2 + (size + PIECE - 1) / PIECE);
        assertThat(sent.get(0).getRun()).isZero();
        assertThat(sent.get(1).getRun()).isEqualTo(size);
        assertThat(sent.subList(2, sent.size())).allMatch(piece -> piece.getRun() == 0);
        assertThat(sent.stream().map(PayloadChunk::getData).reduce(ByteString.EMPTY, ByteString::concat))
                .isEqualTo(bytes);

        // Nothing lies in a slot, so nothing is copied.
        sent.forEach(collector::add);
        assertThat(Leaves.of(collector.take(payload))).anyMatch(leaf -> leaf.remaining() == size);
    }

    @Test
    void missingPiecesAreNoticed() {
        Payload payload = splitter.split(random(2 * LIMIT), sent::add);
        assertThatThrownBy(() -> collector.take(payload)).isInstanceOf(BrokenPayloadException.class);
        collector.add(sent.get(0));
        assertThatThrownBy(() -> collector.take(payload))
                .isInstanceOf(BrokenPayloadException.class)
                .hasMessageContaining(String.valueOf(2 * LIMIT))
                .hasMessageContaining(String.valueOf(PIECE));
        assertThat(collector.isEmpty()).isTrue();
    }

    @Test
    void failuresGetTheirPayloadsBack() throws Exception {
        ByteString bytes = random(LIMIT + 5);
        Thrown thrown = Thrown.newBuilder()
                .setClassName("a.B")
                .setThrowable(splitter.split(bytes, collector::add))
                .build();
        Failure plain = collector.take(Failure.newBuilder().setThrown(thrown).build());
        assertThat(plain.getThrown().getThrowable().getData()).isEqualTo(bytes);
        assertThat(plain.getThrown().getThrowable().getChunks()).isZero();
        assertThat(plain.getThrown().getClassName()).isEqualTo("a.B");

        splitter.split(bytes, collector::add);
        Thrown again = thrown.toBuilder()
                .setThrowable(thrown.getThrowable().toBuilder().setChunks(2))
                .build();
        Failure bad = collector.take(Failure.newBuilder()
                .setBadPayload(BadPayload.newBuilder().setThrown(again))
                .build());
        assertThat(bad.getBadPayload().getThrown().getThrowable().getData()).isEqualTo(bytes);

        splitter.split(bytes, collector::add);
        Thrown third = thrown.toBuilder()
                .setThrowable(thrown.getThrowable().toBuilder().setChunks(3))
                .build();
        Failure broken = collector.take(Failure.newBuilder()
                .setPoolBroken(PoolBroken.newBuilder().setInitializer(third))
                .build());
        assertThat(broken.getPoolBroken().getInitializer().getThrowable().getData())
                .isEqualTo(bytes);

        Failure without = Failure.newBuilder()
                .setThrown(Thrown.newBuilder().setClassName("a.B"))
                .build();
        assertThat(collector.take(without)).isEqualTo(without);
        assertThat(collector.isEmpty()).isTrue();
    }
}
