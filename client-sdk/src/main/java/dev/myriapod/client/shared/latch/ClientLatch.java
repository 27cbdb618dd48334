package dev.myriapod.client.shared.latch;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.AwaitLatch;
import dev.myriapod.proto.v1.CountDown;
import dev.myriapod.proto.v1.LatchReply;
import dev.myriapod.proto.v1.LatchRequest;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** A latch, as this process sees it. */
public final class ClientLatch implements SharedCountDownLatch, AttachedObject {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;

    private final Attached attached;
    private final Attachment<LatchRequest, LatchReply> attachment;

    /** Of an object that is being attached. */
    public ClientLatch(Attachment<LatchRequest, LatchReply> attachment, Attached attached) {
        this.attached = attached;
        this.attachment = attachment;
    }

    private static LongFunction<LatchRequest> awaiting(long wait) {
        return id -> LatchRequest.newBuilder()
                .setId(id)
                .setAwait(AwaitLatch.newBuilder().setWaitNanos(wait))
                .build();
    }

    /** Who is interrupted has changed nothing, so an answer that comes too late changes nothing either. */
    private boolean isOpenAfter(long wait) throws InterruptedException {
        return attachment
                        .callInterruptibly(awaiting(wait), late -> {})
                        .getCount()
                        .getCount()
                == 0;
    }

    @Override
    public void await() throws InterruptedException {
        boolean unused = isOpenAfter(FOR_EVER);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return isOpenAfter(Math.max(NOT_AT_ALL, unit.toNanos(timeout)));
    }

    @Override
    public void countDown() {
        LatchReply unused = attachment.call(id -> LatchRequest.newBuilder()
                .setId(id)
                .setCountDown(CountDown.getDefaultInstance())
                .build());
    }

    @Override
    public long getCount() {
        return attachment.call(awaiting(NOT_AT_ALL)).getCount().getCount();
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public String toString() {
        return attached.title("SharedCountDownLatch");
    }
}
