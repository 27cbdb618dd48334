package dev.myriapod.client.shared.latch;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.LatchReplies;
import dev.myriapod.proto.v1.LatchReply;
import dev.myriapod.proto.v1.LatchRequest;
import dev.myriapod.proto.v1.LatchRequests;
import dev.myriapod.proto.v1.LatchServiceGrpc;
import dev.myriapod.proto.v1.LatchSettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How latches are spoken with. */
public final class LatchWire implements ObjectWire<LatchRequest, LatchReply, LatchRequests, LatchReplies> {
    /** One for all. */
    public LatchWire() {}

    /**
     * The settings message.
     *
     * @throws IllegalArgumentException if the count is negative, as the JDK says
     */
    public static ByteString settings(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("The count of a latch must not be negative: " + count);
        }
        return LatchSettings.newBuilder().setCount(count).build().toByteString();
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_LATCH;
    }

    @Override
    public StreamObserver<LatchRequests> attach(Channel channel, StreamObserver<LatchReplies> replies) {
        return LatchServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public LatchRequests batch(List<LatchRequest> requests) {
        return LatchRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<LatchReply> replies(LatchReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public LatchRequest request(ObjectRequest common) {
        return LatchRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(LatchReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(LatchReply reply) {
        return reply.getId();
    }

    /** None has a payload. */
    @Override
    public LatchReply whole(LatchReply reply, ChunkCollector chunks) {
        return reply;
    }
}
