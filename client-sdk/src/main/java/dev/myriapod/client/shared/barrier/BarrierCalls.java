package dev.myriapod.client.shared.barrier;

import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.ActionEnded;
import dev.myriapod.proto.v1.AwaitBarrier;
import dev.myriapod.proto.v1.BarrierInspected;
import dev.myriapod.proto.v1.BarrierReply;
import dev.myriapod.proto.v1.BarrierRequest;
import dev.myriapod.proto.v1.BreakBarrier;
import dev.myriapod.proto.v1.InspectBarrier;
import dev.myriapod.proto.v1.ResetBarrier;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** What a process asks of a barrier. */
final class BarrierCalls {
    static final long FOR_EVER = -1;
    static final long NOT_AT_ALL = 0;

    private final Attachment<BarrierRequest, BarrierReply> attachment;

    BarrierCalls(Attachment<BarrierRequest, BarrierReply> attachment) {
        this.attachment = attachment;
    }

    private static LongFunction<BarrierRequest> request(UnaryOperator<BarrierRequest.Builder> what) {
        return id -> what.apply(BarrierRequest.newBuilder().setId(id)).build();
    }

    private BarrierInspected inspected(UnaryOperator<BarrierRequest.Builder> what) {
        return attachment.call(request(what)).getInspected();
    }

    /**
     * Arrives. An interrupt calls it off, which breaks the barrier unless all have arrived.
     *
     * @throws InterruptedException if it was interrupted before; the barrier knows nothing of it
     */
    BarrierReply await(long wait) throws InterruptedException {
        return attachment.settle(
                request(it -> it.setAwait(AwaitBarrier.newBuilder().setWaitNanos(wait))));
    }

    private static LongFunction<BarrierRequest> ended(ActionEnded.Builder ended) {
        return request(it -> it.setActionEnded(ended));
    }

    BarrierReply acted(long round) {
        return attachment.call(ended(ActionEnded.newBuilder().setRound(round)));
    }

    void failed(long round) {
        attachment.tell(ended(ActionEnded.newBuilder().setRound(round).setFailed(true)));
    }

    /** What it was before. */
    BarrierInspected abort() {
        return inspected(it -> it.setBreak(BreakBarrier.getDefaultInstance()));
    }

    /** Breaks it as one that comes interrupted; what it was before. */
    BarrierInspected breakRound() {
        return inspected(it -> it.setBreak(BreakBarrier.newBuilder().setArriving(true)));
    }

    BarrierInspected reset() {
        return inspected(it -> it.setReset(ResetBarrier.getDefaultInstance()));
    }

    BarrierInspected inspect() {
        return inspected(it -> it.setInspect(InspectBarrier.getDefaultInstance()));
    }
}
