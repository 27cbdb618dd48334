package dev.myriapod.client.shared;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.shared.barrier.BarrierWire;
import dev.myriapod.client.shared.barrier.ClientBarrier;
import dev.myriapod.client.shared.event.ClientEvent;
import dev.myriapod.client.shared.event.EventWire;
import dev.myriapod.client.shared.latch.ClientLatch;
import dev.myriapod.client.shared.latch.LatchWire;
import dev.myriapod.client.shared.lock.ClientReadWriteLock;
import dev.myriapod.client.shared.lock.LockWire;
import dev.myriapod.client.shared.semaphore.ClientSemaphore;
import dev.myriapod.client.shared.semaphore.SemaphoreWire;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.BarrierReplies;
import dev.myriapod.proto.v1.BarrierReply;
import dev.myriapod.proto.v1.BarrierRequest;
import dev.myriapod.proto.v1.BarrierRequests;
import dev.myriapod.proto.v1.EventReplies;
import dev.myriapod.proto.v1.EventReply;
import dev.myriapod.proto.v1.EventRequest;
import dev.myriapod.proto.v1.EventRequests;
import dev.myriapod.proto.v1.LatchReplies;
import dev.myriapod.proto.v1.LatchReply;
import dev.myriapod.proto.v1.LatchRequest;
import dev.myriapod.proto.v1.LatchRequests;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.SemaphoreReplies;
import dev.myriapod.proto.v1.SemaphoreReply;
import dev.myriapod.proto.v1.SemaphoreRequest;
import dev.myriapod.proto.v1.SemaphoreRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.LockOptions;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import dev.myriapod.shared.sync.SharedSemaphore;
import org.jspecify.annotations.Nullable;

/** Finds the shared objects that have no contents: what processes wait for each other with. */
final class Synchronizers {
    private static final ObjectWire<SemaphoreRequest, SemaphoreReply, SemaphoreRequests, SemaphoreReplies> SEMAPHORES =
            new SemaphoreWire();
    private static final ObjectWire<LockRequest, LockReply, LockRequests, LockReplies> READ_WRITE_LOCKS =
            LockWire.ofReadWriteLocks();
    private static final ObjectWire<EventRequest, EventReply, EventRequests, EventReplies> EVENTS = new EventWire();
    private static final ObjectWire<LatchRequest, LatchReply, LatchRequests, LatchReplies> LATCHES = new LatchWire();
    private static final ObjectWire<BarrierRequest, BarrierReply, BarrierRequests, BarrierReplies> BARRIERS =
            new BarrierWire();

    private final Handles handles;
    private final ValueCodec values;

    Synchronizers(Handles handles, ValueCodec values) {
        this.handles = handles;
        this.values = values;
    }

    /** What a handle stands for that has arrived. */
    Object arrived(SharedHandle handle) {
        return switch (handle.getKind()) {
            case SHARED_KIND_SEMAPHORE -> handles.arrived(SEMAPHORES, handle, ClientSemaphore::new);
            case SHARED_KIND_READ_WRITE_LOCK ->
                handles.arrived(READ_WRITE_LOCKS, handle, ClientReadWriteLock::new)
                        .part(handle);
            case SHARED_KIND_EVENT -> handles.arrived(EVENTS, handle, ClientEvent::new);
            case SHARED_KIND_LATCH -> handles.arrived(LATCHES, handle, ClientLatch::new);
            case SHARED_KIND_BARRIER -> handles.arrived(BARRIERS, handle, this::newBarrier);
            default ->
                throw new IllegalArgumentException("This version of Myriapod knows no shared objects of the kind "
                        + handle.getKind() + ". Let all processes of a cluster run the same version.");
        };
    }

    private static Handles.Wish wish(String name, ByteString settings, boolean anySettings) {
        return new Handles.Wish(name, settings, anySettings);
    }

    SharedSemaphore semaphore(String name, SemaphoreOptions options, boolean anyOptions) {
        return handles.<SemaphoreRequest, SemaphoreReply, SemaphoreRequests, SemaphoreReplies, ClientSemaphore>find(
                SEMAPHORES, wish(name, SemaphoreWire.settings(options), anyOptions), ClientSemaphore::new);
    }

    SharedReadWriteLock readWriteLock(String name, LockOptions options, boolean anyOptions) {
        return handles.<LockRequest, LockReply, LockRequests, LockReplies, ClientReadWriteLock>find(
                READ_WRITE_LOCKS, wish(name, LockWire.settings(options), anyOptions), ClientReadWriteLock::new);
    }

    SharedEvent event(String name) {
        return handles.<EventRequest, EventReply, EventRequests, EventReplies, ClientEvent>find(
                EVENTS, wish(name, ByteString.EMPTY, true), ClientEvent::new);
    }

    SharedCountDownLatch latch(String name, int count) {
        return handles.<LatchRequest, LatchReply, LatchRequests, LatchReplies, ClientLatch>find(
                LATCHES, wish(name, LatchWire.settings(count), false), ClientLatch::new);
    }

    private ClientBarrier newBarrier(Attachment<BarrierRequest, BarrierReply> attachment, Attached attached) {
        return new ClientBarrier(attachment, attached, values);
    }

    SharedBarrier barrier(String name, int parties, @Nullable RemoteRunnable action) {
        ByteString encoded = action == null ? ByteString.EMPTY : values.encode(action, "the action of the barrier");
        return handles.<BarrierRequest, BarrierReply, BarrierRequests, BarrierReplies, ClientBarrier>find(
                BARRIERS, wish(name, BarrierWire.settings(parties, encoded), false), this::newBarrier);
    }
}
