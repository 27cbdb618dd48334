package dev.myriapod.client.segment;

import dev.myriapod.proto.v1.ReclaimSlots;
import dev.myriapod.proto.v1.SegmentMade;
import dev.myriapod.proto.v1.SegmentMapped;
import dev.myriapod.proto.v1.SegmentReply;
import dev.myriapod.proto.v1.SegmentRequest;
import dev.myriapod.proto.v1.SegmentServiceGrpc;
import dev.myriapod.proto.v1.SlotsReclaimed;
import dev.myriapod.proto.v1.SlotsReturned;
import dev.myriapod.proto.v1.WantSegment;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream that a segment lives on. Owned by the loop. */
final class SegmentStream implements ClientResponseObserver<SegmentRequest, SegmentReply> {
    private static final Logger log = LoggerFactory.getLogger(SegmentStream.class);

    private final Segment segment;
    private @Nullable ClientCallStreamObserver<SegmentRequest> call;
    private boolean over;

    SegmentStream(Segment segment) {
        this.segment = segment;
    }

    /** Asks for one. */
    void open(SegmentServiceGrpc.SegmentServiceStub coordinator) {
        // gRPC hands the call to beforeStart; the observer it returns is the same object.
        Object unused = coordinator.attach(this);
        send(SegmentRequest.newBuilder().setWant(WantSegment.getDefaultInstance()));
    }

    void giveBack(int slot) {
        send(SegmentRequest.newBuilder().setReturned(SlotsReturned.newBuilder().addSlots(slot)));
    }

    void reclaim(List<Integer> slots) {
        send(SegmentRequest.newBuilder().setReclaim(ReclaimSlots.newBuilder().addAllSlots(slots)));
    }

    private void send(SegmentRequest.Builder request) {
        if (call != null && !over) {
            call.onNext(request.build());
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SegmentRequest> stream) {
        call = stream;
    }

    @Override
    public void onNext(SegmentReply reply) {
        switch (reply.getReplyCase()) {
            case MADE -> made(reply.getMade());
            case RETURNED -> segment.returned(reply.getReturned().getSlotsList());
            case RECLAIM ->
                // What it sent before has been read, and the slots with it.
                send(SegmentRequest.newBuilder()
                        .setReclaimed(SlotsReclaimed.newBuilder()
                                .addAllSlots(reply.getReclaim().getSlotsList())));
            case RECLAIMED -> segment.reclaimed(reply.getReclaimed().getSlotsList());
            case REPLY_NOT_SET -> log.warn("The coordinator said something that this version does not know.");
        }
    }

    private void made(SegmentMade made) {
        try {
            segment.open(Mapped.map(made));
            send(SegmentRequest.newBuilder().setMapped(SegmentMapped.getDefaultInstance()));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // In another container, say. Everything goes in band then.
            log.debug("the segment at {} cannot be mapped", made.getPath(), e);
            if (call != null) {
                call.cancel("The segment cannot be mapped here.", e);
            }
        }
    }

    @Override
    public void onError(Throwable cause) {
        log.debug("no segment any more", cause);
        end();
    }

    @Override
    public void onCompleted() {
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            segment.end();
        }
    }
}
