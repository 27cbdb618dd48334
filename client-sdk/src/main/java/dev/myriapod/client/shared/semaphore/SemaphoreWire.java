package dev.myriapod.client.shared.semaphore;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.SemaphoreReplies;
import dev.myriapod.proto.v1.SemaphoreReply;
import dev.myriapod.proto.v1.SemaphoreRequest;
import dev.myriapod.proto.v1.SemaphoreRequests;
import dev.myriapod.proto.v1.SemaphoreServiceGrpc;
import dev.myriapod.proto.v1.SemaphoreSettings;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.sync.SemaphoreOptions;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How semaphores are spoken with. */
public final class SemaphoreWire
        implements ObjectWire<SemaphoreRequest, SemaphoreReply, SemaphoreRequests, SemaphoreReplies> {
    /** One for all. */
    public SemaphoreWire() {}

    /** The settings message. */
    public static ByteString settings(SemaphoreOptions options) {
        return SemaphoreSettings.newBuilder()
                .setPermits(options.permits())
                .setFair(options.fair())
                .setBounded(options.bounded())
                .build()
                .toByteString();
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_SEMAPHORE;
    }

    @Override
    public StreamObserver<SemaphoreRequests> attach(Channel channel, StreamObserver<SemaphoreReplies> replies) {
        return SemaphoreServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public SemaphoreRequests batch(List<SemaphoreRequest> requests) {
        return SemaphoreRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<SemaphoreReply> replies(SemaphoreReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public SemaphoreRequest request(ObjectRequest common) {
        return SemaphoreRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(SemaphoreReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(SemaphoreReply reply) {
        return reply.getId();
    }

    /** None has a payload. */
    @Override
    public SemaphoreReply whole(SemaphoreReply reply, ChunkCollector chunks) {
        return reply;
    }
}
