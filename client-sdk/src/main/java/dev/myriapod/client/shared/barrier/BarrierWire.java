package dev.myriapod.client.shared.barrier;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.proto.v1.BarrierReplies;
import dev.myriapod.proto.v1.BarrierReply;
import dev.myriapod.proto.v1.BarrierRequest;
import dev.myriapod.proto.v1.BarrierRequests;
import dev.myriapod.proto.v1.BarrierServiceGrpc;
import dev.myriapod.proto.v1.BarrierSettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How barriers are spoken with. */
public final class BarrierWire implements ObjectWire<BarrierRequest, BarrierReply, BarrierRequests, BarrierReplies> {
    /** One for all. */
    public BarrierWire() {}

    /**
     * The settings message.
     *
     * @param action as it is encoded; empty: none
     * @throws IllegalArgumentException if nobody is to arrive, as the JDK says, or if the action is too large
     */
    public static ByteString settings(int parties, ByteString action) {
        if (parties <= 0) {
            throw new IllegalArgumentException("At least one must arrive at a barrier, not " + parties);
        }
        if (action.size() > ChunkSplitter.LIMIT) {
            throw new IllegalArgumentException("The action of a barrier has captured " + action.size()
                    + " bytes, which is more than " + ChunkSplitter.LIMIT
                    + ". Let it capture the handle of a shared object that holds them.");
        }
        return BarrierSettings.newBuilder()
                .setParties(parties)
                .setAction(action)
                .build()
                .toByteString();
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_BARRIER;
    }

    @Override
    public StreamObserver<BarrierRequests> attach(Channel channel, StreamObserver<BarrierReplies> replies) {
        return BarrierServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public BarrierRequests batch(List<BarrierRequest> requests) {
        return BarrierRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<BarrierReply> replies(BarrierReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public BarrierRequest request(ObjectRequest common) {
        return BarrierRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(BarrierReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(BarrierReply reply) {
        return reply.getId();
    }

    /** None has a payload. */
    @Override
    public BarrierReply whole(BarrierReply reply, ChunkCollector chunks) {
        return reply;
    }
}
