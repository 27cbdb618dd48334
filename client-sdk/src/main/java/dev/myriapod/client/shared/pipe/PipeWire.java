package dev.myriapod.client.shared.pipe;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.MessageReceived;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PipeReplies;
import dev.myriapod.proto.v1.PipeReply;
import dev.myriapod.proto.v1.PipeRequest;
import dev.myriapod.proto.v1.PipeRequests;
import dev.myriapod.proto.v1.PipeServiceGrpc;
import dev.myriapod.proto.v1.PipeSettings;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.pipe.PipeOptions;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How pipes are spoken with. */
public final class PipeWire implements ObjectWire<PipeRequest, PipeReply, PipeRequests, PipeReplies> {
    /** One for all. */
    public PipeWire() {}

    /** The settings message. */
    public static ByteString settings(PipeOptions options, boolean named) {
        return PipeSettings.newBuilder()
                .setOneWay(!options.duplex())
                .setMaxBytes(options.maxBytes() == Long.MAX_VALUE ? 0 : options.maxBytes())
                .setNamed(named)
                .build()
                .toByteString();
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_PIPE;
    }

    @Override
    public StreamObserver<PipeRequests> attach(Channel channel, StreamObserver<PipeReplies> replies) {
        return PipeServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public PipeRequests batch(List<PipeRequest> requests) {
        return PipeRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<PipeReply> replies(PipeReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public PipeRequest request(ObjectRequest common) {
        return PipeRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(PipeReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(PipeReply reply) {
        return reply.getId();
    }

    @Override
    public PipeReply whole(PipeReply reply, ChunkCollector chunks) throws BrokenPayloadException {
        Payload message = reply.getReceived().getMessage();
        if (message.getChunks() == 0) {
            return reply;
        }
        MessageReceived.Builder received = reply.getReceived().toBuilder()
                .setMessage(message.toBuilder().clearChunks().setData(chunks.take(message)));
        return reply.toBuilder().setReceived(received).build();
    }
}
