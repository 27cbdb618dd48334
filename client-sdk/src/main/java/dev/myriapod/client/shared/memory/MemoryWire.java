package dev.myriapod.client.shared.memory;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.MemoryElements;
import dev.myriapod.proto.v1.MemoryReplies;
import dev.myriapod.proto.v1.MemoryReply;
import dev.myriapod.proto.v1.MemoryRequest;
import dev.myriapod.proto.v1.MemoryRequests;
import dev.myriapod.proto.v1.MemoryServiceGrpc;
import dev.myriapod.proto.v1.MemorySettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How memory is spoken with. */
public final class MemoryWire implements ObjectWire<MemoryRequest, MemoryReply, MemoryRequests, MemoryReplies> {
    private static final long MOST_BYTES = 1L << 62;

    /** One for all. */
    public MemoryWire() {}

    /**
     * The settings message.
     *
     * @throws IllegalArgumentException if there would be no element, or more than can be counted
     */
    public static ByteString settings(long length, int elementSize, MemoryElements elements) {
        if (length <= 0 || length > MOST_BYTES / elementSize) {
            throw new IllegalArgumentException(
                    "A shared memory or array must have at least one element, and at most 2^62" + " bytes; this has "
                            + length + " elements of " + elementSize + ".");
        }
        return MemorySettings.newBuilder()
                .setSize(length * elementSize)
                .setElements(elements)
                .build()
                .toByteString();
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_MEMORY;
    }

    @Override
    public StreamObserver<MemoryRequests> attach(Channel channel, StreamObserver<MemoryReplies> replies) {
        return MemoryServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public MemoryRequests batch(List<MemoryRequest> requests) {
        return MemoryRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<MemoryReply> replies(MemoryReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public MemoryRequest request(ObjectRequest common) {
        return MemoryRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(MemoryReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(MemoryReply reply) {
        return reply.getId();
    }

    /** None has a payload. */
    @Override
    public MemoryReply whole(MemoryReply reply, ChunkCollector chunks) {
        return reply;
    }
}
