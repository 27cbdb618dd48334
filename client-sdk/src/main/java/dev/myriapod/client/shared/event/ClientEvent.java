package dev.myriapod.client.shared.event;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.AwaitEvent;
import dev.myriapod.proto.v1.EventReply;
import dev.myriapod.proto.v1.EventRequest;
import dev.myriapod.proto.v1.SetEvent;
import dev.myriapod.shared.sync.SharedEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** An event, as this process sees it. */
public final class ClientEvent implements SharedEvent, AttachedObject {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;

    private final Attached attached;
    private final Attachment<EventRequest, EventReply> attachment;

    /** Of an object that is being attached. */
    public ClientEvent(Attachment<EventRequest, EventReply> attachment, Attached attached) {
        this.attached = attached;
        this.attachment = attachment;
    }

    private void change(boolean value) {
        EventReply unused = attachment.call(id -> EventRequest.newBuilder()
                .setId(id)
                .setSet(SetEvent.newBuilder().setValue(value))
                .build());
    }

    private static LongFunction<EventRequest> awaiting(long wait) {
        return id -> EventRequest.newBuilder()
                .setId(id)
                .setAwait(AwaitEvent.newBuilder().setWaitNanos(wait))
                .build();
    }

    /** Who is interrupted has changed nothing, so an answer that comes too late changes nothing either. */
    private boolean awaitInterruptibly(long wait) throws InterruptedException {
        return attachment
                .callInterruptibly(awaiting(wait), late -> {})
                .getState()
                .getSet();
    }

    @Override
    public void set() {
        change(true);
    }

    @Override
    public void clear() {
        change(false);
    }

    @Override
    public boolean isSet() {
        return attachment.call(awaiting(NOT_AT_ALL)).getState().getSet();
    }

    @Override
    public void await() throws InterruptedException {
        boolean unused = awaitInterruptibly(FOR_EVER);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return awaitInterruptibly(Math.max(NOT_AT_ALL, unit.toNanos(timeout)));
    }

    @Override
    public void awaitUninterruptibly() {
        EventReply unused = attachment.call(awaiting(FOR_EVER));
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public String toString() {
        return attached.title("SharedEvent");
    }
}
