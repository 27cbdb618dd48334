package dev.myriapod.coordinator.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.stream.Batch;
import dev.myriapod.coordinator.stream.Outbound;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.SegmentReply;
import dev.myriapod.proto.v1.WorkerCommand;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a stream's pieces take to their slots. */
class OutboundTest {
    private final List<String> sent = new ArrayList<>();
    private final Segment segment = new Segment();

    /** Keeps what it is given, as short text: w a whole piece, s one in a slot, p a ping. */
    private class Peer<B> extends ServerCallStreamObserver<B> {
        boolean ready = true;

        @Override
        public void onNext(B batch) {
            if (batch instanceof List<?> messages) {
                for (Object each : messages) {
                    WorkerCommand command = (WorkerCommand) each;
                    sent.add(
                            command.hasPing()
                                    ? "p"
                                    : command.getChunk().getSlot() == 0
                                            ? "w"
                                            : "s" + command.getChunk().getSlot());
                }
            }
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void onError(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void onCompleted() {
            sent.add("end");
        }
    }

    private Outbound<WorkerCommand, List<WorkerCommand>> outbound(Peer<List<WorkerCommand>> peer) {
        Context context = segment.asOfCall();
        Context before = context.attach();
        try {
            return new Outbound<>(peer, Batch.ofMessages(List::copyOf));
        } finally {
            context.detach(before);
        }
    }

    private void open() {
        ByteBuffer memory = ByteBuffer.allocateDirect(2 * Segment.SLOTS * Segment.SLOT_BYTES);
        segment.receive(new Peer<SegmentReply>(), memory);
        segment.send(memory);
    }

    private static void addPieces(Outbound<WorkerCommand, ?> outbound, int count) {
        for (int i = 0; i < count; i++) {
            outbound.add(
                    PayloadChunk.newBuilder()
                            .setChunks(1)
                            .setData(ByteString.copyFrom(new byte[Segment.SMALLEST]))
                            .build(),
                    piece -> WorkerCommand.newBuilder().setChunk(piece).build());
        }
    }

    private static WorkerCommand ping() {
        return WorkerCommand.newBuilder().setPing(Ping.getDefaultInstance()).build();
    }

    @Test
    void withoutASegmentAllGoInBand() {
        Outbound<WorkerCommand, List<WorkerCommand>> outbound = outbound(new Peer<>());
        addPieces(outbound, Segment.SLOTS + 2);
        outbound.add(ping());
        outbound.complete();
        assertThat(String.join("", sent)).isEqualTo("w".repeat(Segment.SLOTS + 2) + "pend");
        assertThat(outbound.queuedBytes()).isZero();
    }

    @Test
    void whatFindsNoSlotWaitsInItsOrderAndQuestionsDoNot() {
        open();
        Outbound<WorkerCommand, List<WorkerCommand>> outbound = outbound(new Peer<>());
        addPieces(outbound, Segment.SLOTS + 2);
        outbound.add(WorkerCommand.newBuilder()
                .setChunk(PayloadChunk.getDefaultInstance())
                .build());
        outbound.complete();
        assertThat(sent).containsExactly("s1", "s2", "s3", "s4");
        assertThat(outbound.queuedBytes()).isGreaterThan(2 * Segment.SMALLEST);

        outbound.addFirst(ping());
        outbound.flush();
        assertThat(sent).endsWith("s4", "p");

        segment.returned(List.of(2));
        assertThat(sent).endsWith("p", "s2");
        segment.returned(List.of(4, 1));
        assertThat(sent).endsWith("s2", "s1", "w", "end");
        assertThat(outbound.queuedBytes()).isZero();
    }

    @Test
    void aSlowPeerTakesNoSlots() {
        open();
        Peer<List<WorkerCommand>> peer = new Peer<>();
        peer.ready = false;
        Outbound<WorkerCommand, List<WorkerCommand>> slow = outbound(peer);
        Outbound<WorkerCommand, List<WorkerCommand>> other = outbound(new Peer<>());
        addPieces(slow, Segment.SLOTS);
        slow.flush();
        addPieces(other, Segment.SLOTS);
        other.flush();
        assertThat(sent).containsExactly("s1", "s2", "s3", "s4");
    }

    @Test
    void whatAStreamHasQueuedWhenItEndsTakesNoSlots() {
        open();
        Outbound<WorkerCommand, List<WorkerCommand>> gone = outbound(new Peer<>());
        Outbound<WorkerCommand, List<WorkerCommand>> other = outbound(new Peer<>());
        addPieces(gone, Segment.SLOTS + 2);
        gone.flush();
        addPieces(other, 1);
        other.flush();
        gone.drop();
        segment.returned(List.of(3));
        assertThat(sent).containsExactly("s1", "s2", "s3", "s4", "s3");
    }
}
