package dev.myriapod.client.shared.lock;

import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.AcquireLock;
import dev.myriapod.proto.v1.AcquireRead;
import dev.myriapod.proto.v1.AwaitCondition;
import dev.myriapod.proto.v1.InspectLock;
import dev.myriapod.proto.v1.LockInspected;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.ReleaseLock;
import dev.myriapod.proto.v1.ReleaseRead;
import dev.myriapod.proto.v1.SignalCondition;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** What the calling thread asks of a lock. */
final class LockCalls {
    static final long FOR_EVER = -1;
    static final long NOT_AT_ALL = 0;

    private final Attachment<LockRequest, LockReply> attachment;

    LockCalls(Attachment<LockRequest, LockReply> attachment) {
        this.attachment = attachment;
    }

    /** The JVM uses no number twice. */
    private static LongFunction<LockRequest> request(long thread, UnaryOperator<LockRequest.Builder> what) {
        return id ->
                what.apply(LockRequest.newBuilder().setId(id).setThread(thread)).build();
    }

    private static long thread() {
        return Thread.currentThread().getId();
    }

    private static LongFunction<LockRequest> acquiring(long wait) {
        return request(thread(), it -> it.setAcquire(AcquireLock.newBuilder().setWaitNanos(wait)));
    }

    private static LongFunction<LockRequest> releasing(long thread) {
        return request(thread, it -> it.setRelease(ReleaseLock.getDefaultInstance()));
    }

    /** Gives back what this thread has never known that it had. */
    private static LongFunction<LockRequest> undoing(long thread) {
        return request(thread, it -> it.setRelease(ReleaseLock.newBuilder().setUndo(true)));
    }

    private static LongFunction<LockRequest> awaiting(String condition, long wait) {
        return request(
                thread(),
                it -> it.setAwait(
                        AwaitCondition.newBuilder().setCondition(condition).setWaitNanos(wait)));
    }

    LockReply acquire(long wait) {
        return attachment.call(acquiring(wait));
    }

    /** A grant that comes after an interrupt is given back. */
    LockReply acquireInterruptibly(long wait) throws InterruptedException {
        long thread = thread();
        return attachment.callInterruptibly(acquiring(wait), late -> {
            if (late.hasGranted()) {
                attachment.tell(undoing(thread));
            }
        });
    }

    /** Returns whether this thread owned it. */
    boolean release() {
        return attachment.call(releasing(thread())).hasDone();
    }

    private static LongFunction<LockRequest> acquiringRead(long wait, boolean barge) {
        return request(
                thread(),
                it -> it.setAcquireRead(
                        AcquireRead.newBuilder().setWaitNanos(wait).setBarge(barge)));
    }

    private static LongFunction<LockRequest> releasingRead(long thread) {
        return request(thread, it -> it.setReleaseRead(ReleaseRead.getDefaultInstance()));
    }

    LockReply acquireRead(long wait, boolean barge) {
        return attachment.call(acquiringRead(wait, barge));
    }

    /** A grant that comes after an interrupt is given back. */
    LockReply acquireReadInterruptibly(long wait) throws InterruptedException {
        long thread = thread();
        return attachment.callInterruptibly(acquiringRead(wait, false), late -> {
            if (late.hasGranted()) {
                attachment.tell(releasingRead(thread));
            }
        });
    }

    /** Returns whether this thread read it. */
    boolean releaseRead() {
        return attachment.call(releasingRead(thread())).hasDone();
    }

    /**
     * An interrupt ends the wait for the signal; the wait for the lock has to end with the lock.
     *
     * @throws InterruptedException if it was interrupted before; nothing was said, and the lock is still this thread's
     */
    LockReply awaitInterruptibly(String condition, long wait) throws InterruptedException {
        return attachment.settle(awaiting(condition, wait));
    }

    LockReply await(String condition) {
        return attachment.call(awaiting(condition, FOR_EVER));
    }

    /** Signals one, or all for 0; returns whether this thread owns the lock. */
    boolean signal(String condition, int count) {
        return attachment
                .call(request(
                        thread(),
                        it -> it.setSignal(SignalCondition.newBuilder()
                                .setCondition(condition)
                                .setCount(count))))
                .hasDone();
    }

    LockInspected inspect() {
        return attachment
                .call(request(thread(), it -> it.setInspect(InspectLock.getDefaultInstance())))
                .getInspected();
    }

    /** Throws why nothing can be done any more, if that is so. */
    void requireOpen() {
        attachment.requireOpen();
    }
}
