package dev.myriapod.client.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.payload.bytes.Leaves;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.ReclaimSlots;
import dev.myriapod.proto.v1.SegmentMade;
import dev.myriapod.proto.v1.SegmentReply;
import dev.myriapod.proto.v1.SegmentRequest;
import dev.myriapod.proto.v1.SlotsReclaimed;
import dev.myriapod.proto.v1.SlotsReturned;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    private static final int SLOTS = 3;
    private static final int SLOT_BYTES = 100_000;
    private static final int HALF = SLOTS * SLOT_BYTES;
    private static final String STAMP = ".stamp-17";

    @TempDir
    private Path directory;

    private final List<SegmentRequest> said = new ArrayList<>();
    private final List<String> retried = new ArrayList<>();
    private ClientCall.@Nullable Listener<SegmentReply> coordinator;
    private boolean cancelled;
    private final Segment segment = Segment.of(new FakeChannel(), Runnable::run);

    /** Keeps what is said to the coordinator, and whom it speaks to. */
    private final class FakeChannel extends Channel {
        @Override
        @SuppressWarnings("unchecked") // There is one method.
        public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
            return (ClientCall<Q, R>) new FakeCall();
        }

        @Override
        public String authority() {
            return "nobody";
        }
    }

    private final class FakeCall extends ClientCall<SegmentRequest, SegmentReply> {
        @Override
        public void start(Listener<SegmentReply> listener, Metadata headers) {
            coordinator = listener;
        }

        @Override
        public void request(int count) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            cancelled = true;
            answerer().onClose(Status.CANCELLED, new Metadata());
        }

        @Override
        public void halfClose() {
            throw new AssertionError("it lives as long as the connection");
        }

        @Override
        public void sendMessage(SegmentRequest message) {
            said.add(message);
        }
    }

    private ClientCall.Listener<SegmentReply> answerer() {
        if (coordinator == null) {
            throw new AssertionError("nothing was asked for");
        }
        return coordinator;
    }

    @BeforeEach
    void makeFile() throws IOException {
        Path file = directory.resolve("a" + STAMP);
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.seek(2 * HALF);
            made.write(STAMP.getBytes(StandardCharsets.US_ASCII));
        }
        Files.createSymbolicLink(directory.resolve("descriptor"), file);
    }

    private SegmentMade.Builder made() {
        return SegmentMade.newBuilder()
                .setPath(directory.resolve("descriptor").toString())
                .setStamp(STAMP)
                .setSlots(SLOTS)
                .setSlotBytes(SLOT_BYTES);
    }

    private void answer(SegmentReply.Builder reply) {
        answerer().onMessage(reply.build());
    }

    private void open() {
        segment.travelled(2 << 20);
        answer(SegmentReply.newBuilder().setMade(made()));
        assertThat(segment.isOpen()).isTrue();
        said.clear();
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

    private @Nullable PayloadChunk load(PayloadChunk piece, String stream) {
        return segment.load(piece, stream, () -> retried.add(stream));
    }

    @Test
    void isAskedForOnceWhenLargePayloadsHaveCome() {
        for (int i = 0; i < 100; i++) {
            segment.travelled(Segment.SMALLEST - 1);
        }
        segment.travelled(1 << 20);
        assertThat(said).isEmpty();
        PayloadChunk piece = piece(Segment.SMALLEST);
        assertThat(load(piece, "a")).isSameAs(piece);
        segment.travelled(1 << 20);
        assertThat(said).hasSize(1).allMatch(SegmentRequest::hasWant);
        assertThat(segment.isOpen()).isFalse();
    }

    @Test
    void piecesGoThroughIt() throws IOException {
        open();
        PayloadChunk piece = piece(SLOT_BYTES);
        assertThat(load(piece(Segment.SMALLEST), "a")).isEqualTo(slot(1, Segment.SMALLEST));
        assertThat(load(piece, "a")).isEqualTo(slot(2, SLOT_BYTES));
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("a" + STAMP).toFile(), "rw")) {
            byte[] written = new byte[SLOT_BYTES];
            file.seek(SLOT_BYTES);
            file.readFully(written);
            assertThat(ByteString.copyFrom(written)).isEqualTo(piece.getData());
            file.seek(HALF + SLOT_BYTES);
            file.write(written, 1, 50);
        }
        assertThat(segment.unload(slot(2, 50))).isEqualTo(piece.getData().substring(1, 51));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getReturned().getSlotsList()).containsExactly(2);
        assertThat(load(piece(Segment.SMALLEST - 1), "a")).isEqualTo(piece(Segment.SMALLEST - 1));
        assertThat(load(piece(SLOT_BYTES + 1), "a")).isEqualTo(piece(SLOT_BYTES + 1));
    }

    /** Those in slots, and the short last one in its message. */
    @Test
    void aRunOfPiecesIsCopiedIntoOneArray() throws Exception {
        open();
        byte[] memory = new byte[2 * SLOT_BYTES];
        new Random(3).nextBytes(memory);
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("a" + STAMP).toFile(), "rw")) {
            file.seek(HALF);
            file.write(memory);
        }
        int size = 2 * SLOT_BYTES + 5;
        ChunkCollector collector = new ChunkCollector(segment);
        collector.add(piece(3));
        collector.add(slot(1, SLOT_BYTES).toBuilder().setRun(size).build());
        collector.add(slot(2, SLOT_BYTES));
        collector.add(piece(5));
        collector.add(piece(4));
        ByteString whole = collector.take(
                Payload.newBuilder().setChunks(7).setSize(size + 7).build());
        ByteString run = ByteString.copyFrom(memory).concat(piece(5).getData());
        assertThat(whole).isEqualTo(piece(3).getData().concat(run).concat(piece(4).getData()));
        assertThat(Leaves.of(whole)).anyMatch(leaf -> leaf.remaining() == size);
        assertThat(said).allMatch(SegmentRequest::hasReturned).hasSize(2);
    }

    @Test
    void aRunThatIsShorterThanItsPiecesIsRefused() {
        open();
        ChunkCollector collector = new ChunkCollector(segment);
        collector.add(slot(1, SLOT_BYTES).toBuilder().setRun(SLOT_BYTES + 4).build());
        assertThatThrownBy(() -> collector.add(slot(2, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beyond the " + (SLOT_BYTES + 4) + " bytes");
    }

    @Test
    void aRunThatDoesNotEndIsBroken() {
        open();
        ChunkCollector collector = new ChunkCollector(segment);
        collector.add(slot(1, SLOT_BYTES).toBuilder().setRun(SLOT_BYTES + 4).build());
        Payload payload =
                Payload.newBuilder().setChunks(7).setSize(SLOT_BYTES + 4).build();
        assertThatThrownBy(() -> collector.take(payload))
                .isInstanceOf(BrokenPayloadException.class)
                .hasMessageContaining("chunks of " + SLOT_BYTES + " bytes");
    }

    @Test
    void saysThatItIsMapped() {
        segment.travelled(2 << 20);
        answer(SegmentReply.newBuilder().setMade(made()));
        assertThat(said).hasSize(2);
        assertThat(said.get(1).hasMapped()).isTrue();
        assertThat(cancelled).isFalse();
    }

    @Test
    void whatIsNotTheFileIsNotTouched() {
        for (SegmentMade.Builder wrong : List.of(
                made().setPath(directory.resolve("nothing").toString()),
                made().setPath(directory.resolve("a" + STAMP).toString()),
                made().setStamp(".stamp-18"),
                made().setStamp(""),
                made().setSlots(SLOTS + 1),
                made().setSlots(0),
                made().setSlots(-1),
                made().setSlots(Integer.MAX_VALUE),
                made().setSlotBytes(-5),
                made().setSlotBytes(Integer.MAX_VALUE),
                made().setSlotBytes(SLOT_BYTES - 1))) {
            Segment other = Segment.of(new FakeChannel(), Runnable::run);
            cancelled = false;
            other.travelled(2 << 20);
            answer(SegmentReply.newBuilder().setMade(wrong));
            assertThat(cancelled).as("%s", wrong).isTrue();
            assertThat(other.isOpen()).isFalse();
            PayloadChunk piece = piece(SLOT_BYTES);
            assertThat(other.load(piece, "a", () -> {})).isSameAs(piece);
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> segment.unload(slot(1, 5))).hasMessageContaining("this connection has no segment");
        open();
        for (int slot : new int[] {-1, SLOTS + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> segment.unload(slot(slot, 5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there are 3 slots");
        }
        for (int length : new int[] {-1, 0, SLOT_BYTES + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> segment.unload(slot(1, length))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> segment.unload(slot(1, 5).toBuilder()
                        .setData(ByteString.copyFromUtf8("too"))
                        .build()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(said).isEmpty();
    }

    @Test
    void whoWaitsIsCalledWhenASlotIsReturned() {
        open();
        for (int i = 0; i < SLOTS; i++) {
            assertThat(load(piece(Segment.SMALLEST), "a")).isNotNull();
        }
        assertThat(load(piece(Segment.SMALLEST), "b")).isNull();
        assertThat(load(piece(Segment.SMALLEST), "c")).isNull();
        answer(SegmentReply.newBuilder().setReturned(SlotsReturned.newBuilder().addSlots(2)));
        // None of them took it.
        assertThat(retried).containsExactly("b", "c");
        assertThat(load(piece(Segment.SMALLEST), "c")).isEqualTo(slot(2, Segment.SMALLEST));
    }

    @Test
    void theSlotsOfAStreamThatEndedAreAskedBack() {
        open();
        load(piece(Segment.SMALLEST), "a");
        load(piece(Segment.SMALLEST), "b");
        load(piece(Segment.SMALLEST), "a");
        segment.streamEnded("a");
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getReclaim().getSlotsList()).containsExactly(1, 3);
        assertThat(load(piece(Segment.SMALLEST), "b")).isNull();
        answer(SegmentReply.newBuilder()
                .setReclaimed(SlotsReclaimed.newBuilder().addSlots(1).addSlots(3)));
        assertThat(load(piece(Segment.SMALLEST), "b")).isEqualTo(slot(1, Segment.SMALLEST));
    }

    @Test
    void whatTheCoordinatorAsksForItGets() {
        open();
        answer(SegmentReply.newBuilder()
                .setReclaim(ReclaimSlots.newBuilder().addSlots(3).addSlots(1)));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).getReclaimed().getSlotsList()).containsExactly(3, 1);
    }

    @Test
    void goesInBandWhenItHasEnded() {
        open();
        for (int i = 0; i < SLOTS; i++) {
            load(piece(Segment.SMALLEST), "a");
        }
        assertThat(load(piece(Segment.SMALLEST), "b")).isNull();
        answerer().onClose(Status.UNAVAILABLE, new Metadata());
        assertThat(retried).containsExactly("b");
        PayloadChunk piece = piece(SLOT_BYTES);
        assertThat(load(piece, "b")).isSameAs(piece);
        segment.streamEnded("a");
        segment.travelled(4 << 20);
        assertThat(said).isEmpty();
        assertThatThrownBy(() -> segment.unload(slot(1, 5))).hasMessageContaining("this connection has no segment");
    }

    @Test
    void canBeSwitchedOff() {
        System.setProperty("myriapod.segments", "off");
        try {
            assertThat(Segment.of(new FakeChannel(), Runnable::run)).isSameAs(Segment.NONE);
        } finally {
            System.clearProperty("myriapod.segments");
        }
        Segment.NONE.travelled(4 << 20);
        assertThat(coordinator).isNull();
    }
}
