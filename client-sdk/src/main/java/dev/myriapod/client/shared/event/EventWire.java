package dev.myriapod.client.shared.event;

import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.EventReplies;
import dev.myriapod.proto.v1.EventReply;
import dev.myriapod.proto.v1.EventRequest;
import dev.myriapod.proto.v1.EventRequests;
import dev.myriapod.proto.v1.EventServiceGrpc;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How events are spoken with. */
public final class EventWire implements ObjectWire<EventRequest, EventReply, EventRequests, EventReplies> {
    /** One for all. */
    public EventWire() {}

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_EVENT;
    }

    @Override
    public StreamObserver<EventRequests> attach(Channel channel, StreamObserver<EventReplies> replies) {
        return EventServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public EventRequests batch(List<EventRequest> requests) {
        return EventRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<EventReply> replies(EventReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public EventRequest request(ObjectRequest common) {
        return EventRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(EventReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(EventReply reply) {
        return reply.getId();
    }

    /** None has a payload. */
    @Override
    public EventReply whole(EventReply reply, ChunkCollector chunks) {
        return reply;
    }
}
