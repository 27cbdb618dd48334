package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.value.HostedNumber;
import dev.myriapod.coordinator.hosted.value.NumberEvent;
import dev.myriapod.coordinator.hosted.value.NumberResult;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.NumberAnswer;
import dev.myriapod.proto.v1.NumberReplies;
import dev.myriapod.proto.v1.NumberReply;
import dev.myriapod.proto.v1.NumberRequest;
import dev.myriapod.proto.v1.NumberRequests;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.proto.v1.WriteNumber;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Numbers of one of two kinds. */
public final class NumberWire implements ObjectWire<NumberRequest, NumberReply, NumberEvent, NumberResult> {
    /** Integers. */
    public static final NumberWire LONGS = new NumberWire(SharedKind.SHARED_KIND_LONG, HostedNumber::integer);
    /** Floating-point numbers. */
    public static final NumberWire DOUBLES = new NumberWire(SharedKind.SHARED_KIND_DOUBLE, HostedNumber::floatingPoint);

    /** The batches of both. */
    public static final HostedObjects.Batches<NumberRequest, NumberReply, NumberRequests, NumberReplies> BATCHES =
            new HostedObjects.Batches<>(
                    NumberRequests::getRequestsList,
                    replies -> NumberReplies.newBuilder().addAllReplies(replies).build());

    private final SharedKind kind;
    private final Supplier<HostedNumber> create;

    private NumberWire(SharedKind kind, Supplier<HostedNumber> create) {
        this.kind = kind;
        this.create = create;
    }

    @Override
    public SharedKind kind() {
        return kind;
    }

    /** There are none: all of a kind are alike. */
    @Override
    public Object settings(ByteString message) {
        return "no settings";
    }

    @Override
    public HostedObject<NumberEvent, NumberResult> create(Object settings) {
        return create.get();
    }

    @Override
    public long id(NumberRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(NumberRequest request) {
        return request.getObject();
    }

    @Override
    public NumberEvent event(NumberRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case READ -> new NumberEvent.Read(caller);
            case WRITE -> {
                WriteNumber write = request.getWrite();
                if (write.getIfUntouched()) {
                    yield new NumberEvent.Begin(caller, write.getBits());
                }
                yield write.hasExpected()
                        ? new NumberEvent.CompareAndSet(caller, write.getExpected(), write.getBits())
                        : new NumberEvent.Write(caller, write.getBits());
            }
            case ADD -> new NumberEvent.Add(caller, request.getAdd().getBits());
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    @Override
    public NumberReply reply(ObjectReply common) {
        return NumberReply.newBuilder().setObject(common).build();
    }

    @Override
    public NumberReply reply(long id, NumberResult result, UnaryOperator<Payload> split) {
        return NumberReply.newBuilder()
                .setId(id)
                .setAnswer(NumberAnswer.newBuilder().setDone(result.done()).setBits(result.bits()))
                .build();
    }
}
