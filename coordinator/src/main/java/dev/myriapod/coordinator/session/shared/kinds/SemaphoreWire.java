package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.semaphore.HostedSemaphore;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreEvent;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreResult;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreTerms;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PermitsDone;
import dev.myriapod.proto.v1.PermitsGranted;
import dev.myriapod.proto.v1.PermitsHeld;
import dev.myriapod.proto.v1.PermitsRefused;
import dev.myriapod.proto.v1.SemaphoreInspected;
import dev.myriapod.proto.v1.SemaphoreReplies;
import dev.myriapod.proto.v1.SemaphoreReply;
import dev.myriapod.proto.v1.SemaphoreRequest;
import dev.myriapod.proto.v1.SemaphoreRequests;
import dev.myriapod.proto.v1.SemaphoreSettings;
import dev.myriapod.proto.v1.SharedKind;
import java.util.function.UnaryOperator;

/** Semaphores. */
public final class SemaphoreWire
        implements ObjectWire<SemaphoreRequest, SemaphoreReply, SemaphoreEvent, SemaphoreResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<SemaphoreRequest, SemaphoreReply, SemaphoreRequests, SemaphoreReplies>
            BATCHES = new HostedObjects.Batches<>(
                    SemaphoreRequests::getRequestsList,
                    replies ->
                            SemaphoreReplies.newBuilder().addAllReplies(replies).build());

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_SEMAPHORE;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        SemaphoreSettings settings = SemaphoreSettings.parseFrom(message);
        return new SemaphoreTerms(settings.getPermits(), settings.getFair(), settings.getBounded());
    }

    @Override
    public HostedObject<SemaphoreEvent, SemaphoreResult> create(Object settings) {
        return new HostedSemaphore((SemaphoreTerms) settings);
    }

    @Override
    public long id(SemaphoreRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(SemaphoreRequest request) {
        return request.getObject();
    }

    @Override
    public SemaphoreEvent event(SemaphoreRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case ACQUIRE ->
                new SemaphoreEvent.Acquire(
                        caller,
                        count(request.getAcquire().getPermits()),
                        request.getAcquire().getWaitNanos(),
                        request.getAcquire().getBarge());
            case RELEASE -> {
                int permits = count(request.getRelease().getPermits());
                yield request.getRelease().getUndo()
                        ? new SemaphoreEvent.Undo(caller, permits)
                        : new SemaphoreEvent.Release(caller, permits);
            }
            case DRAIN -> new SemaphoreEvent.Drain(caller);
            case REDUCE ->
                new SemaphoreEvent.Reduce(caller, count(request.getReduce().getPermits()));
            case INSPECT -> new SemaphoreEvent.Inspect(caller);
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    private static int count(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("Nobody can ask for " + Integer.toUnsignedString(permits)
                    + " permits of a semaphore: it has 2147483647 at the most.");
        }
        return permits;
    }

    @Override
    public SemaphoreReply reply(ObjectReply common) {
        return SemaphoreReply.newBuilder().setObject(common).build();
    }

    @Override
    public SemaphoreReply reply(long id, SemaphoreResult result, UnaryOperator<Payload> split) {
        SemaphoreReply.Builder reply = SemaphoreReply.newBuilder().setId(id);
        if (result instanceof SemaphoreResult.Granted granted) {
            reply.setGranted(
                    PermitsGranted.newBuilder().setPermits(granted.permits()).setHeld(held(granted.held())));
        } else if (result instanceof SemaphoreResult.Refused) {
            reply.setRefused(PermitsRefused.getDefaultInstance());
        } else if (result instanceof SemaphoreResult.Done done) {
            reply.setDone(PermitsDone.newBuilder().setHeld(held(done.held())));
        } else if (result instanceof SemaphoreResult.Inspected inspected) {
            reply.setInspected(SemaphoreInspected.newBuilder()
                    .setAvailable(inspected.available())
                    .setWaiters(inspected.waiters())
                    .setHeld(inspected.held())
                    .setFair(inspected.fair()));
        }
        return reply.build();
    }

    private static PermitsHeld held(SemaphoreResult.Held held) {
        return PermitsHeld.newBuilder()
                .setPermits(held.permits())
                .setVersion(held.version())
                .build();
    }
}
