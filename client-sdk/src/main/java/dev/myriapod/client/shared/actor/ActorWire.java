package dev.myriapod.client.shared.actor;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.ActorReplies;
import dev.myriapod.proto.v1.ActorReply;
import dev.myriapod.proto.v1.ActorRequest;
import dev.myriapod.proto.v1.ActorRequests;
import dev.myriapod.proto.v1.ActorServiceGrpc;
import dev.myriapod.proto.v1.ActorSettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.object.ObjectOptions;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;

/** How objects in processes of their own are spoken with. */
public final class ActorWire implements ObjectWire<ActorRequest, ActorReply, ActorRequests, ActorReplies> {
    private static final long AS_LONG_AS_IT_LIKES = -1;

    /** One for all. */
    public ActorWire() {}

    /** The settings message. */
    public static ByteString settings(Class<?> type, ObjectOptions options) {
        return ActorSettings.newBuilder()
                .setType(type.getName())
                .setRecreate(options.recreate())
                .setCallNanos(nanos(options))
                .build()
                .toByteString();
    }

    private static long nanos(ObjectOptions options) {
        Duration limit = options.callTimeout();
        if (limit == null) {
            return AS_LONG_AS_IT_LIKES;
        }
        try {
            return limit.toNanos();
        } catch (ArithmeticException e) {
            return AS_LONG_AS_IT_LIKES;
        }
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_ACTOR;
    }

    @Override
    public StreamObserver<ActorRequests> attach(Channel channel, StreamObserver<ActorReplies> replies) {
        return ActorServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public ActorRequests batch(List<ActorRequest> requests) {
        return ActorRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<ActorReply> replies(ActorReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public ActorRequest request(ObjectRequest common) {
        return ActorRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(ActorReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(ActorReply reply) {
        return reply.getId();
    }

    @Override
    public ActorReply whole(ActorReply reply, ChunkCollector chunks) throws BrokenPayloadException {
        if (reply.hasCall()) {
            ActorReply.Builder whole = reply.toBuilder();
            whole.getCallBuilder().setCall(whole(reply.getCall().getCall(), chunks));
            return whole.build();
        }
        if (reply.getOutcome().hasResult()) {
            ActorReply.Builder whole = reply.toBuilder();
            whole.getOutcomeBuilder().setResult(whole(reply.getOutcome().getResult(), chunks));
            return whole.build();
        }
        return reply;
    }

    private static Payload whole(Payload payload, ChunkCollector chunks) throws BrokenPayloadException {
        return payload.toBuilder().clearChunks().setData(chunks.take(payload)).build();
    }
}
