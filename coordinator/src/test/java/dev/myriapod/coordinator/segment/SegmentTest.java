package dev.myriapod.coordinator.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.SegmentReply;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentTest {
    private static final int HALF = Segment.SLOTS * Segment.SLOT_BYTES;

    private final List<SegmentReply> said = new ArrayList<>();
    private final List<String> retried = new ArrayList<>();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(2 * HALF);
    private final Segment segment = new Segment();
    private final StreamObserver<SegmentReply> peer = new StreamObserver<>() {
        @Override
        public void onNext(SegmentReply reply) {
            said.add(reply);
        }

        @Override
        public void onError(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void onCompleted() {
            throw new AssertionError("it is not ended from here");
        }
    };

    private void open() {
        segment.receive(peer, memory);
        segment.send(memory);
    }

    private static PayloadChunk piece(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return PayloadChunk.newBuilder()
                .setChunks(7)
                .setData(ByteString.copyFrom(bytes))
                .build();
    }

    private static PayloadChunk slot(int slot, int length) {
        return PayloadChunk.newBuilder()
                .setChunks(7)
                .setSlot(slot)
                .setLength(length)
                .build();
    }

    /** As the other side reads it. */
    private ByteString outgoing(PayloadChunk sent) {
        byte[] bytes = new byte[sent.getLength()];
        memory.get(HALF + (sent.getSlot() - 1) * Segment.SLOT_BYTES, bytes);
        return ByteString.copyFrom(bytes);
    }

    @Test
    void piecesGoInBandUntilTheProcessHasMappedIt() {
        PayloadChunk piece = piece(Segment.SLOT_BYTES);
        assertThat(segment.load(piece, "a", () -> retried.add("a"))).isSameAs(piece);
        segment.receive(peer, memory);
        assertThat(segment.isOpen()).isFalse();
        assertThat(segment.load(piece, "a", () -> retried.add("a"))).isSameAs(piece);
    }

    @Test
    void aPieceLiesInItsSlotAndNotInTheMessage() {
        open();
        PayloadChunk first = segment.load(piece(Segment.SLOT_BYTES), "a", () -> retried.add("a"));
        PayloadChunk second = segment.load(piece(Segment.SMALLEST), "a", () -> retried.add("a"));

        assertThat(first).isEqualTo(slot(1, Segment.SLOT_BYTES));
        assertThat(second).isEqualTo(slot(2, Segment.SMALLEST));
        assertThat(outgoing(first)).isEqualTo(piece(Segment.SLOT_BYTES).getData());
        assertThat(outgoing(second)).isEqualTo(piece(Segment.SMALLEST).getData());
    }

    @Test
    void whatIsTooSmallOrTooLargeForASlotGoesInBand() {
        open();
        for (int size : new int[] {0, 1, Segment.SMALLEST - 1, Segment.SLOT_BYTES + 1}) {
            PayloadChunk piece = piece(size);
            assertThat(segment.load(piece, "a", () -> retried.add("a"))).isSameAs(piece);
        }
    }

    @Test
    void thoseThatWaitTakeTurns() {
        open();
        for (int i = 0; i < Segment.SLOTS; i++) {
            assertThat(segment.load(piece(Segment.SMALLEST), "a", () -> retried.add("a")))
                    .isNotNull();
        }
        waitAgain("a");
        waitAgain("b");
        assertThat(retried).isEmpty();
        segment.returned(List.of(3));
        segment.returned(List.of(1));
        segment.returned(List.of(2));
        assertThat(retried).containsExactly("a", "b", "a");
    }

    /** One that has more and more to send. */
    private void waitAgain(String stream) {
        Runnable retry = new Runnable() {
            @Override
            public void run() {
                retried.add(stream);
                assertThat(segment.load(piece(Segment.SMALLEST), stream, this)).isNotNull();
                assertThat(segment.load(piece(Segment.SMALLEST), stream, this)).isNull();
            }
        };
        assertThat(segment.load(piece(Segment.SMALLEST), stream, retry)).isNull();
    }

    @Test
    void whoWaitsWhenItEndsGoesInBand() {
        open();
        for (int i = 0; i < Segment.SLOTS; i++) {
            segment.load(piece(Segment.SMALLEST), "a", () -> retried.add("a"));
        }
        PayloadChunk piece = piece(Segment.SMALLEST);
        segment.load(piece, "b", () -> {
            retried.add("b");
            assertThat(segment.load(piece, "b", () -> {})).isSameAs(piece);
        });
        segment.end();
        assertThat(retried).containsExactly("b");
        assertThat(segment.isOpen()).isFalse();
        assertThatThrownBy(() -> segment.unload(slot(1, 100))).hasMessageContaining("has no segment");
        segment.streamEnded("a");
        assertThat(said).isEmpty();
    }

    @Test
    void whatComesIsCopiedOutAndReturned() {
        open();
        ByteString data = piece(Segment.SLOT_BYTES).getData();
        data.copyTo(memory.slice(2 * Segment.SLOT_BYTES, Segment.SLOT_BYTES));
        ByteString came = segment.unload(slot(3, Segment.SLOT_BYTES));
        memory.put(2 * Segment.SLOT_BYTES, (byte) (data.byteAt(0) + 1));
        assertThat(came).isEqualTo(data);
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getReturned().getSlotsList()).containsExactly(3);
        assertThat(segment.unload(piece(5))).isEqualTo(piece(5).getData());
        assertThat(said).hasSize(1);
    }

    @Test
    void wrongNumbersAreRefused() {
        open();
        for (int slot : new int[] {-1, Segment.SLOTS + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> segment.unload(slot(slot, 100)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in slot " + Integer.toUnsignedString(slot) + ", but there are");
        }
        for (int length : new int[] {-1, 0, Segment.SLOT_BYTES + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> segment.unload(slot(1, length)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("with " + Integer.toUnsignedString(length) + " bytes");
        }
        assertThatThrownBy(() -> segment.unload(slot(1, 100).toBuilder()
                        .setData(ByteString.copyFromUtf8("too"))
                        .build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> segment.returned(List.of(1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(said).isEmpty();
    }

    @Test
    void aConnectionThatHasNoneRefusesSlots() {
        assertThatThrownBy(() -> Segment.NONE.unload(slot(1, 100))).hasMessageContaining("has no segment");
        assertThat(Segment.NONE.claim()).isFalse();
        assertThat(segment.claim()).isTrue();
        assertThat(segment.claim()).isFalse();
    }

    @Test
    void theSlotsOfAStreamThatEndedAreAskedBack() {
        open();
        for (int i = 0; i < Segment.SLOTS; i++) {
            segment.load(piece(Segment.SMALLEST), i % 2 == 0 ? "a" : "b", () -> {});
        }
        segment.load(piece(Segment.SMALLEST), "b", () -> retried.add("b"));
        segment.streamEnded("a");
        assertThat(said).hasSize(1);
        List<Integer> lost = said.get(0).getReclaim().getSlotsList();
        assertThat(lost).hasSize((Segment.SLOTS + 1) / 2).startsWith(1);
        assertThat(retried).isEmpty();
        segment.reclaimed(lost);
        assertThat(retried).containsExactly("b");
    }
}
