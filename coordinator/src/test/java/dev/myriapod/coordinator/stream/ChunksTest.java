package dev.myriapod.coordinator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private final Chunks sender = new Chunks(Segment.NONE);
    private final Chunks receiver = new Chunks(Segment.NONE);

    @Test
    void whatFitsIntoAMessageStaysInside() {
        Payload payload = payload(ByteString.copyFrom(new byte[Chunks.SIZE]));

        assertThat(sender.split(payload, piece -> {
                    throw new AssertionError(piece);
                }))
                .isSameAs(payload);
    }

    @Test
    void whatIsCutUpIsPutTogether() {
        ByteString data = ByteString.copyFrom(new byte[2 * Chunks.SIZE + 1]);

        Payload split = sender.split(payload(data), receiver::received);

        assertThat(split.getData()).isEmpty();
        assertThat(receiver.join(split).getData()).isEqualTo(data);
    }

    @Test
    void thePiecesOfTheLargestPayloadAreWhole() {
        // A rope of one piece again and again: 2 GB that take 1 MB.
        ByteString megabyte = ByteString.copyFrom(new byte[Chunks.SIZE]);
        ByteString data = ByteString.EMPTY;
        for (int i = 0; i < 2047; i++) {
            data = data.concat(megabyte);
        }
        data = data.concat(megabyte.substring(1));
        assertThat(data.size()).isEqualTo(Integer.MAX_VALUE);
        List<Integer> sizes = new ArrayList<>();

        sender.split(payload(data), piece -> sizes.add(piece.getData().size()));

        int last = Integer.MAX_VALUE % Chunks.PIECE;
        assertThat(sizes).hasSize(Integer.MAX_VALUE / Chunks.PIECE + 1).endsWith(Chunks.PIECE, last);
    }

    @Test
    void whatLiesInOneArrayIsARun() {
        byte[] array = new byte[5 * Chunks.PIECE + 1];
        array[4 << 20] = 7;
        ByteString data = ByteString.copyFromUtf8("before")
                .concat(UnsafeByteOperations.unsafeWrap(array, 0, 2_000_000))
                .concat(UnsafeByteOperations.unsafeWrap(array, 2_000_000, array.length - 2_000_000))
                .concat(ByteString.copyFrom(new byte[200]));
        List<PayloadChunk> pieces = new ArrayList<>();

        Payload split = sender.split(payload(data), pieces::add);

        assertThat(pieces).extracting(PayloadChunk::getRun).containsExactly(0, array.length, 0, 0, 0, 0, 0, 0);
        pieces.forEach(receiver::received);
        assertThat(receiver.join(split).getData()).isEqualTo(data);
    }

    @Test
    void missingPiecesAreAnError() {
        List<PayloadChunk> pieces = new ArrayList<>();
        Payload split = sender.split(payload(ByteString.copyFrom(new byte[2 * Chunks.SIZE])), pieces::add);
        receiver.received(pieces.get(0));

        assertThatThrownBy(() -> receiver.join(split))
                .hasMessageContaining("should have 2097152 bytes and has " + Chunks.PIECE);
    }

    private static Payload payload(ByteString data) {
        return Payload.newBuilder().setData(data).setSize(data.size()).build();
    }
}
