package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.latch.HostedLatch;
import dev.myriapod.coordinator.hosted.latch.LatchEvent;
import dev.myriapod.coordinator.hosted.latch.LatchTerms;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.LatchCount;
import dev.myriapod.proto.v1.LatchReplies;
import dev.myriapod.proto.v1.LatchReply;
import dev.myriapod.proto.v1.LatchRequest;
import dev.myriapod.proto.v1.LatchRequests;
import dev.myriapod.proto.v1.LatchSettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import java.util.function.UnaryOperator;

/** Latches. */
public final class LatchWire implements ObjectWire<LatchRequest, LatchReply, LatchEvent, Long> {
    /** Its batches. */
    public static final HostedObjects.Batches<LatchRequest, LatchReply, LatchRequests, LatchReplies> BATCHES =
            new HostedObjects.Batches<>(
                    LatchRequests::getRequestsList,
                    replies -> LatchReplies.newBuilder().addAllReplies(replies).build());

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_LATCH;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        long count = LatchSettings.parseFrom(message).getCount();
        if (count < 0) {
            throw new IllegalArgumentException("The count of a latch must not be negative: " + count);
        }
        return new LatchTerms(count);
    }

    @Override
    public HostedObject<LatchEvent, Long> create(Object settings) {
        return new HostedLatch((LatchTerms) settings);
    }

    @Override
    public long id(LatchRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(LatchRequest request) {
        return request.getObject();
    }

    @Override
    public LatchEvent event(LatchRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case COUNT_DOWN -> new LatchEvent.CountDown(caller);
            case AWAIT -> new LatchEvent.Await(caller, request.getAwait().getWaitNanos());
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    @Override
    public LatchReply reply(ObjectReply common) {
        return LatchReply.newBuilder().setObject(common).build();
    }

    @Override
    public LatchReply reply(long id, Long result, UnaryOperator<Payload> split) {
        return LatchReply.newBuilder()
                .setId(id)
                .setCount(LatchCount.newBuilder().setCount(result))
                .build();
    }
}
