package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.lock.HostedLock;
import dev.myriapod.coordinator.hosted.lock.HostedReadWriteLock;
import dev.myriapod.coordinator.hosted.lock.LockEvent;
import dev.myriapod.coordinator.hosted.lock.LockResult;
import dev.myriapod.coordinator.hosted.lock.LockTerms;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.LockDone;
import dev.myriapod.proto.v1.LockGranted;
import dev.myriapod.proto.v1.LockInspected;
import dev.myriapod.proto.v1.LockRefused;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.LockSettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import java.util.function.UnaryOperator;

/** Locks and read-write locks, which are spoken with alike. */
public final class LockWire implements ObjectWire<LockRequest, LockReply, LockEvent, LockResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<LockRequest, LockReply, LockRequests, LockReplies> BATCHES =
            new HostedObjects.Batches<>(
                    LockRequests::getRequestsList,
                    replies -> LockReplies.newBuilder().addAllReplies(replies).build());

    private final SharedKind kind;

    private LockWire(SharedKind kind) {
        this.kind = kind;
    }

    /** That of locks. */
    public static LockWire ofLocks() {
        return new LockWire(SharedKind.SHARED_KIND_LOCK);
    }

    /** That of read-write locks. */
    public static LockWire ofReadWriteLocks() {
        return new LockWire(SharedKind.SHARED_KIND_READ_WRITE_LOCK);
    }

    @Override
    public SharedKind kind() {
        return kind;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        return new LockTerms(LockSettings.parseFrom(message).getFair());
    }

    /** Fair or not, it is the same lock. */
    @Override
    public HostedObject<LockEvent, LockResult> create(Object settings) {
        return kind == SharedKind.SHARED_KIND_LOCK ? new HostedLock() : new HostedReadWriteLock();
    }

    @Override
    public long id(LockRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(LockRequest request) {
        return request.getObject();
    }

    @Override
    public LockEvent event(LockRequest request, Caller caller, UnaryOperator<Payload> whole) {
        long thread = request.getThread();
        return switch (request.getRequestCase()) {
            case ACQUIRE ->
                new LockEvent.Acquire(caller, thread, request.getAcquire().getWaitNanos());
            case RELEASE ->
                request.getRelease().getUndo()
                        ? new LockEvent.Undo(caller, thread)
                        : new LockEvent.Release(caller, thread);
            case AWAIT ->
                new LockEvent.Await(
                        caller,
                        thread,
                        request.getAwait().getCondition(),
                        request.getAwait().getWaitNanos());
            case SIGNAL ->
                new LockEvent.Signal(
                        caller,
                        thread,
                        request.getSignal().getCondition(),
                        request.getSignal().getCount());
            case INSPECT -> new LockEvent.Inspect(caller, thread);
            case ACQUIRE_READ ->
                new LockEvent.AcquireRead(
                        caller,
                        thread,
                        request.getAcquireRead().getWaitNanos(),
                        request.getAcquireRead().getBarge());
            case RELEASE_READ -> new LockEvent.ReleaseRead(caller, thread);
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    @Override
    public LockReply reply(ObjectReply common) {
        return LockReply.newBuilder().setObject(common).build();
    }

    @Override
    public LockReply reply(long id, LockResult result, UnaryOperator<Payload> split) {
        LockReply.Builder reply = LockReply.newBuilder().setId(id);
        if (result instanceof LockResult.Granted granted) {
            reply.setGranted(LockGranted.newBuilder()
                    .setToken(granted.token())
                    .setPreviousOwnerDied(granted.previousOwnerDied())
                    .setHolds(granted.holds())
                    .setSignalled(granted.signalled()));
        } else if (result instanceof LockResult.Refused) {
            reply.setRefused(LockRefused.getDefaultInstance());
        } else if (result instanceof LockResult.Done) {
            reply.setDone(LockDone.getDefaultInstance());
        } else if (result instanceof LockResult.Inspected inspected) {
            reply.setInspected(LockInspected.newBuilder()
                    .setLocked(inspected.locked())
                    .setHolds(inspected.holds())
                    .setWaiters(inspected.waiters())
                    .setReads(inspected.reads()));
        }
        return reply.build();
    }
}
