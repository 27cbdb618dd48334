package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.value.HostedValue;
import dev.myriapod.coordinator.hosted.value.ValueEvent;
import dev.myriapod.coordinator.hosted.value.ValueResult;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.proto.v1.ValueAnswer;
import dev.myriapod.proto.v1.ValueReplies;
import dev.myriapod.proto.v1.ValueReply;
import dev.myriapod.proto.v1.ValueRequest;
import dev.myriapod.proto.v1.ValueRequests;
import dev.myriapod.proto.v1.WriteValue;
import java.util.function.UnaryOperator;

/** Values. */
public final class ValueWire implements ObjectWire<ValueRequest, ValueReply, ValueEvent, ValueResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<ValueRequest, ValueReply, ValueRequests, ValueReplies> BATCHES =
            new HostedObjects.Batches<>(
                    ValueRequests::getRequestsList,
                    replies -> ValueReplies.newBuilder().addAllReplies(replies).build());

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_VALUE;
    }

    /** There are none: all are alike. */
    @Override
    public Object settings(ByteString message) {
        return "no settings";
    }

    @Override
    public HostedObject<ValueEvent, ValueResult> create(Object settings) {
        return new HostedValue();
    }

    @Override
    public long id(ValueRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(ValueRequest request) {
        return request.getObject();
    }

    @Override
    public ValueEvent event(ValueRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case READ -> new ValueEvent.Read(caller);
            case WRITE -> {
                WriteValue write = request.getWrite();
                yield new ValueEvent.Write(
                        caller,
                        whole.apply(write.getValue()),
                        write.hasIfVersion() ? write.getIfVersion() : ValueEvent.ANY,
                        write.getQuiet());
            }
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    @Override
    public ValueReply reply(ObjectReply common) {
        return ValueReply.newBuilder().setObject(common).build();
    }

    @Override
    public ValueReply reply(long id, ValueResult result, UnaryOperator<Payload> split) {
        ValueAnswer.Builder answer =
                ValueAnswer.newBuilder().setDone(result.done()).setVersion(result.version());
        if (result.payload() instanceof Payload payload) {
            answer.setValue(split.apply(payload));
        }
        return ValueReply.newBuilder().setId(id).setAnswer(answer).build();
    }
}
