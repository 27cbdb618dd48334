package dev.myriapod.coordinator.session.shared.actor;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.actor.ActorEvent;
import dev.myriapod.coordinator.hosted.actor.ActorResult;
import dev.myriapod.coordinator.hosted.actor.ActorTerms;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.coordinator.session.shared.Outside;
import dev.myriapod.proto.v1.ActorCall;
import dev.myriapod.proto.v1.ActorOutcome;
import dev.myriapod.proto.v1.ActorReplies;
import dev.myriapod.proto.v1.ActorReply;
import dev.myriapod.proto.v1.ActorRequest;
import dev.myriapod.proto.v1.ActorRequests;
import dev.myriapod.proto.v1.ActorSettings;
import dev.myriapod.proto.v1.BeginActor;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PerformCalls;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.proto.v1.TimedOut;
import java.util.function.UnaryOperator;

/** Objects in processes of their own. */
public final class ActorWire implements ObjectWire<ActorRequest, ActorReply, ActorEvent, ActorResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<ActorRequest, ActorReply, ActorRequests, ActorReplies> BATCHES =
            new HostedObjects.Batches<>(
                    ActorRequests::getRequestsList,
                    replies -> ActorReplies.newBuilder().addAllReplies(replies).build());

    private final Hosts hosts;
    private final CoordinatorLoop loop;

    /** Whose processes run there. */
    public ActorWire(Hosts hosts, CoordinatorLoop loop) {
        this.hosts = hosts;
        this.loop = loop;
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_ACTOR;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        ActorSettings settings = ActorSettings.parseFrom(message);
        return new ActorTerms(settings.getType(), settings.getRecreate(), settings.getCallNanos());
    }

    @Override
    public HostedObject<ActorEvent, ActorResult> create(Object settings) {
        throw new IllegalStateException("An object in a process must hear of that process.");
    }

    @Override
    public HostedObject<ActorEvent, ActorResult> create(Object settings, Outside<ActorEvent> outside) {
        return new LivingActor((ActorTerms) settings, outside, hosts, loop);
    }

    @Override
    public long id(ActorRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(ActorRequest request) {
        return request.getObject();
    }

    @Override
    public ActorEvent event(ActorRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case BEGIN -> {
                BeginActor begin = request.getBegin();
                yield new ActorEvent.Begin(
                        caller,
                        begin.toBuilder()
                                .setArguments(whole.apply(begin.getArguments()))
                                .build());
            }
            case INVOKE ->
                new ActorEvent.Invoke(caller, whole.apply(request.getInvoke().getCall()));
            case PERFORM -> {
                PerformCalls perform = request.getPerform();
                yield new ActorEvent.Perform(
                        caller,
                        perform.getNumber(),
                        perform.hasOutcome() ? withPayload(perform.getOutcome(), whole) : null,
                        perform.getUnable());
            }
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    private static ActorOutcome withPayload(ActorOutcome outcome, UnaryOperator<Payload> change) {
        return outcome.hasResult()
                ? outcome.toBuilder()
                        .setResult(change.apply(outcome.getResult()))
                        .build()
                : outcome;
    }

    @Override
    public ActorReply reply(ObjectReply common) {
        return ActorReply.newBuilder().setObject(common).build();
    }

    @Override
    public ActorReply reply(long id, ActorResult result, UnaryOperator<Payload> split) {
        ActorReply.Builder reply = ActorReply.newBuilder().setId(id);
        if (result instanceof ActorResult.Outcome outcome) {
            reply.setOutcome(withPayload((ActorOutcome) outcome.outcome(), split));
        } else if (result instanceof ActorResult.Call call) {
            reply.setCall(ActorCall.newBuilder().setNumber(call.number()).setCall(split.apply((Payload) call.call())));
        } else if (result instanceof ActorResult.TookTooLong late) {
            reply.setOutcome(ActorOutcome.newBuilder()
                    .setFailure(Failure.newBuilder()
                            .setMessage("The call of the object has not returned within " + late.callNanos() / 1e9
                                    + " s. If it has begun it goes on, and those behind it wait for it. Make the call"
                                    + " shorter, or allow more by ObjectOptions.withCallTimeout.")
                            .setTimedOut(TimedOut.newBuilder().setLimitNanos(late.callNanos()))));
        } else {
            reply.setOutcome(ActorOutcome.getDefaultInstance());
        }
        return reply.build();
    }
}
