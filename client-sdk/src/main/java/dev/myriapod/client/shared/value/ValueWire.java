package dev.myriapod.client.shared.value;

import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.proto.v1.ValueReplies;
import dev.myriapod.proto.v1.ValueReply;
import dev.myriapod.proto.v1.ValueRequest;
import dev.myriapod.proto.v1.ValueRequests;
import dev.myriapod.proto.v1.ValueServiceGrpc;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How values are spoken with. */
public final class ValueWire implements ObjectWire<ValueRequest, ValueReply, ValueRequests, ValueReplies> {
    /** One for all. */
    public ValueWire() {}

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_VALUE;
    }

    @Override
    public StreamObserver<ValueRequests> attach(Channel channel, StreamObserver<ValueReplies> replies) {
        return ValueServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public ValueRequests batch(List<ValueRequest> requests) {
        return ValueRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<ValueReply> replies(ValueReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public ValueRequest request(ObjectRequest common) {
        return ValueRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(ValueReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(ValueReply reply) {
        return reply.getId();
    }

    @Override
    public ValueReply whole(ValueReply reply, ChunkCollector chunks) throws BrokenPayloadException {
        Payload value = reply.getAnswer().getValue();
        return value.getChunks() == 0
                ? reply
                : reply.toBuilder()
                        .setAnswer(reply.getAnswer().toBuilder()
                                .setValue(value.toBuilder().clearChunks().setData(chunks.take(value))))
                        .build();
    }
}
