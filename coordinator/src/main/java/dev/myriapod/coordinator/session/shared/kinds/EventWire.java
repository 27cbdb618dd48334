package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.event.EventDeed;
import dev.myriapod.coordinator.hosted.event.HostedEvent;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.EventReplies;
import dev.myriapod.proto.v1.EventReply;
import dev.myriapod.proto.v1.EventRequest;
import dev.myriapod.proto.v1.EventRequests;
import dev.myriapod.proto.v1.EventState;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import java.util.function.UnaryOperator;

/** Events. */
public final class EventWire implements ObjectWire<EventRequest, EventReply, EventDeed, Boolean> {
    /** Its batches. */
    public static final HostedObjects.Batches<EventRequest, EventReply, EventRequests, EventReplies> BATCHES =
            new HostedObjects.Batches<>(
                    EventRequests::getRequestsList,
                    replies -> EventReplies.newBuilder().addAllReplies(replies).build());

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_EVENT;
    }

    @Override
    public Object settings(ByteString message) {
        // There is nothing to choose: all events are alike.
        return "";
    }

    @Override
    public HostedObject<EventDeed, Boolean> create(Object settings) {
        return new HostedEvent();
    }

    @Override
    public long id(EventRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(EventRequest request) {
        return request.getObject();
    }

    @Override
    public EventDeed event(EventRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case SET -> new EventDeed.Change(caller, request.getSet().getValue());
            case AWAIT -> new EventDeed.Await(caller, request.getAwait().getWaitNanos());
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    @Override
    public EventReply reply(ObjectReply common) {
        return EventReply.newBuilder().setObject(common).build();
    }

    @Override
    public EventReply reply(long id, Boolean result, UnaryOperator<Payload> split) {
        return EventReply.newBuilder()
                .setId(id)
                .setState(EventState.newBuilder().setSet(result))
                .build();
    }
}
