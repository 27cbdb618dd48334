package dev.myriapod.client.shared.queue;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.ItemsListed;
import dev.myriapod.proto.v1.ItemsTaken;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.QueueServiceGrpc;
import dev.myriapod.proto.v1.QueueSettings;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.QueueOptions;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** How queues are spoken with. */
public final class QueueWire implements ObjectWire<QueueRequest, QueueReply, QueueRequests, QueueReplies> {
    /** One for all. */
    public QueueWire() {}

    /** The settings message. */
    public static ByteString settings(QueueOptions options) {
        return QueueSettings.newBuilder()
                .setCapacity(options.capacity() == Integer.MAX_VALUE ? 0 : options.capacity())
                .setMaxBytes(options.maxBytes() == Long.MAX_VALUE ? 0 : options.maxBytes())
                .build()
                .toByteString();
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_QUEUE;
    }

    @Override
    public StreamObserver<QueueRequests> attach(Channel channel, StreamObserver<QueueReplies> replies) {
        return QueueServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public QueueRequests batch(List<QueueRequest> requests) {
        return QueueRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<QueueReply> replies(QueueReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public QueueRequest request(ObjectRequest common) {
        return QueueRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(QueueReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(QueueReply reply) {
        return reply.getId();
    }

    @Override
    public QueueReply whole(QueueReply reply, ChunkCollector chunks) throws BrokenPayloadException {
        if (reply.hasTaken()) {
            ItemsTaken taken = reply.getTaken();
            return hasChunks(taken.getItemsList())
                    ? reply.toBuilder()
                            .setTaken(taken.toBuilder().clearItems().addAllItems(whole(taken.getItemsList(), chunks)))
                            .build()
                    : reply;
        }
        if (reply.hasListed()) {
            ItemsListed listed = reply.getListed();
            return hasChunks(listed.getItemsList())
                    ? reply.toBuilder()
                            .setListed(
                                    listed.toBuilder().clearItems().addAllItems(whole(listed.getItemsList(), chunks)))
                            .build()
                    : reply;
        }
        return reply;
    }

    private static boolean hasChunks(List<QueueItem> items) {
        for (QueueItem item : items) {
            if (item.getValue().getChunks() != 0) {
                return true;
            }
        }
        return false;
    }

    private static List<QueueItem> whole(List<QueueItem> items, ChunkCollector chunks) throws BrokenPayloadException {
        List<QueueItem> whole = new ArrayList<>(items.size());
        for (QueueItem item : items) {
            Payload value = item.getValue();
            whole.add(item.toBuilder()
                    .setValue(value.toBuilder().clearChunks().setData(chunks.take(value)))
                    .build());
        }
        return whole;
    }
}
