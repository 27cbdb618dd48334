package dev.myriapod.client.shared.value;

import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.DoubleServiceGrpc;
import dev.myriapod.proto.v1.LongServiceGrpc;
import dev.myriapod.proto.v1.NumberReplies;
import dev.myriapod.proto.v1.NumberReply;
import dev.myriapod.proto.v1.NumberRequest;
import dev.myriapod.proto.v1.NumberRequests;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How numbers of one of two kinds are spoken with. */
public final class NumberWire implements ObjectWire<NumberRequest, NumberReply, NumberRequests, NumberReplies> {
    /** Integers. */
    public static final NumberWire LONGS = new NumberWire(
            SharedKind.SHARED_KIND_LONG,
            (channel, replies) -> LongServiceGrpc.newStub(channel).attach(replies));
    /** Floating-point numbers. */
    public static final NumberWire DOUBLES = new NumberWire(
            SharedKind.SHARED_KIND_DOUBLE,
            (channel, replies) -> DoubleServiceGrpc.newStub(channel).attach(replies));

    private final SharedKind kind;
    private final Service service;

    private NumberWire(SharedKind kind, Service service) {
        this.kind = kind;
        this.service = service;
    }

    private interface Service {
        StreamObserver<NumberRequests> attach(Channel channel, StreamObserver<NumberReplies> replies);
    }

    @Override
    public SharedKind kind() {
        return kind;
    }

    @Override
    public StreamObserver<NumberRequests> attach(Channel channel, StreamObserver<NumberReplies> replies) {
        return service.attach(channel, replies);
    }

    @Override
    public NumberRequests batch(List<NumberRequest> requests) {
        return NumberRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<NumberReply> replies(NumberReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public NumberRequest request(ObjectRequest common) {
        return NumberRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(NumberReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(NumberReply reply) {
        return reply.getId();
    }

    /** There are no payloads. */
    @Override
    public NumberReply whole(NumberReply reply, ChunkCollector chunks) {
        return reply;
    }
}
