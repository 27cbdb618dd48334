package dev.myriapod.client.shared.semaphore;

import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.AcquirePermits;
import dev.myriapod.proto.v1.DrainPermits;
import dev.myriapod.proto.v1.InspectSemaphore;
import dev.myriapod.proto.v1.ReducePermits;
import dev.myriapod.proto.v1.ReleasePermits;
import dev.myriapod.proto.v1.SemaphoreInspected;
import dev.myriapod.proto.v1.SemaphoreReply;
import dev.myriapod.proto.v1.SemaphoreRequest;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** What a process asks of a semaphore. */
final class SemaphoreCalls {
    static final long FOR_EVER = -1;
    static final long NOT_AT_ALL = 0;

    private final Attachment<SemaphoreRequest, SemaphoreReply> attachment;

    SemaphoreCalls(Attachment<SemaphoreRequest, SemaphoreReply> attachment) {
        this.attachment = attachment;
    }

    private static LongFunction<SemaphoreRequest> request(UnaryOperator<SemaphoreRequest.Builder> what) {
        return id -> what.apply(SemaphoreRequest.newBuilder().setId(id)).build();
    }

    private static LongFunction<SemaphoreRequest> acquiring(AcquirePermits acquire) {
        return request(it -> it.setAcquire(acquire));
    }

    private static LongFunction<SemaphoreRequest> releasing(ReleasePermits.Builder release) {
        return request(it -> it.setRelease(release));
    }

    SemaphoreReply acquire(int permits) {
        return attachment.call(acquiring(AcquirePermits.newBuilder()
                .setPermits(permits)
                .setWaitNanos(FOR_EVER)
                .build()));
    }

    SemaphoreReply tryAcquire(int permits) {
        return attachment.call(acquiring(AcquirePermits.newBuilder()
                .setPermits(permits)
                .setWaitNanos(NOT_AT_ALL)
                .setBarge(true)
                .build()));
    }

    /** A grant that comes after an interrupt is given back; {@code undone} is told what is held then, on the event loop. */
    SemaphoreReply acquireInterruptibly(int permits, long wait, Consumer<SemaphoreReply> undone)
            throws InterruptedException {
        AcquirePermits acquire = AcquirePermits.newBuilder()
                .setPermits(permits)
                .setWaitNanos(wait)
                .build();
        return attachment.callInterruptibly(acquiring(acquire), late -> {
            if (late.hasGranted()) {
                Runnable unused = attachment.ask(
                        releasing(
                                ReleasePermits.newBuilder().setPermits(permits).setUndo(true)),
                        undone,
                        () -> {});
            }
        });
    }

    SemaphoreReply release(int permits) {
        return attachment.call(releasing(ReleasePermits.newBuilder().setPermits(permits)));
    }

    SemaphoreReply drain() {
        return attachment.call(request(it -> it.setDrain(DrainPermits.getDefaultInstance())));
    }

    SemaphoreReply reduce(int permits) {
        return attachment.call(
                request(it -> it.setReduce(ReducePermits.newBuilder().setPermits(permits))));
    }

    SemaphoreInspected inspect() {
        return attachment
                .call(request(it -> it.setInspect(InspectSemaphore.getDefaultInstance())))
                .getInspected();
    }
}
