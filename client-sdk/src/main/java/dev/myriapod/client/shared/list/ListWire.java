package dev.myriapod.client.shared.list;

import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.ElementsRead;
import dev.myriapod.proto.v1.ListElement;
import dev.myriapod.proto.v1.ListReplies;
import dev.myriapod.proto.v1.ListReply;
import dev.myriapod.proto.v1.ListRequest;
import dev.myriapod.proto.v1.ListRequests;
import dev.myriapod.proto.v1.ListServiceGrpc;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How lists are spoken with. */
public final class ListWire implements ObjectWire<ListRequest, ListReply, ListRequests, ListReplies> {
    /** One for all. */
    public ListWire() {}

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_LIST;
    }

    @Override
    public StreamObserver<ListRequests> attach(Channel channel, StreamObserver<ListReplies> replies) {
        return ListServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public ListRequests batch(List<ListRequest> requests) {
        return ListRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<ListReply> replies(ListReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public ListRequest request(ObjectRequest common) {
        return ListRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(ListReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(ListReply reply) {
        return reply.getId();
    }

    @Override
    public ListReply whole(ListReply reply, ChunkCollector chunks) throws BrokenPayloadException {
        return switch (reply.getReplyCase()) {
            case READ -> {
                ElementsRead read = reply.getRead();
                ElementsRead.Builder whole = read.toBuilder();
                for (int i = 0; i < read.getElementsCount(); i++) {
                    if (isInChunks(read.getElements(i))) {
                        whole.setElements(i, whole(read.getElements(i), chunks));
                    }
                }
                yield reply.toBuilder().setRead(whole).build();
            }
            case SPLICED -> {
                ListElement removed = reply.getSpliced().getRemoved();
                yield isInChunks(removed)
                        ? reply.toBuilder()
                                .setSpliced(reply.getSpliced().toBuilder().setRemoved(whole(removed, chunks)))
                                .build()
                        : reply;
            }
            case OBJECT, REPLY_NOT_SET -> reply;
        };
    }

    private static boolean isInChunks(ListElement element) {
        return element.getValue().getChunks() != 0;
    }

    private static ListElement whole(ListElement element, ChunkCollector chunks) throws BrokenPayloadException {
        Payload value = element.getValue();
        return element.toBuilder()
                .setValue(value.toBuilder().clearChunks().setData(chunks.take(value)))
                .build();
    }
}
