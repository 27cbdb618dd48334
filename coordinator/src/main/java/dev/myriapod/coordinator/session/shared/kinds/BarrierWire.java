package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.barrier.BarrierEvent;
import dev.myriapod.coordinator.hosted.barrier.BarrierResult;
import dev.myriapod.coordinator.hosted.barrier.BarrierTerms;
import dev.myriapod.coordinator.hosted.barrier.HostedBarrier;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.BarrierAction;
import dev.myriapod.proto.v1.BarrierBreak;
import dev.myriapod.proto.v1.BarrierBroken;
import dev.myriapod.proto.v1.BarrierInspected;
import dev.myriapod.proto.v1.BarrierPassed;
import dev.myriapod.proto.v1.BarrierReplies;
import dev.myriapod.proto.v1.BarrierReply;
import dev.myriapod.proto.v1.BarrierRequest;
import dev.myriapod.proto.v1.BarrierRequests;
import dev.myriapod.proto.v1.BarrierSettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import java.util.function.UnaryOperator;

/** Barriers. */
public final class BarrierWire implements ObjectWire<BarrierRequest, BarrierReply, BarrierEvent, BarrierResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<BarrierRequest, BarrierReply, BarrierRequests, BarrierReplies> BATCHES =
            new HostedObjects.Batches<>(
                    BarrierRequests::getRequestsList,
                    replies ->
                            BarrierReplies.newBuilder().addAllReplies(replies).build());

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_BARRIER;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        BarrierSettings settings = BarrierSettings.parseFrom(message);
        return new BarrierTerms(settings.getParties(), settings.getAction().isEmpty() ? null : settings.getAction());
    }

    @Override
    public HostedObject<BarrierEvent, BarrierResult> create(Object settings) {
        BarrierTerms terms = (BarrierTerms) settings;
        if (terms.parties() <= 0) {
            throw new IllegalArgumentException("A barrier must have a party: " + terms.parties() + " cannot arrive.");
        }
        return new HostedBarrier(terms);
    }

    @Override
    public long id(BarrierRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(BarrierRequest request) {
        return request.getObject();
    }

    @Override
    public BarrierEvent event(BarrierRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case AWAIT -> new BarrierEvent.Await(caller, request.getAwait().getWaitNanos());
            case ACTION_ENDED ->
                new BarrierEvent.Acted(
                        caller,
                        request.getActionEnded().getRound(),
                        request.getActionEnded().getFailed());
            case BREAK ->
                request.getBreak().getArriving() ? new BarrierEvent.BreakRound(caller) : new BarrierEvent.Abort(caller);
            case RESET -> new BarrierEvent.Reset(caller);
            case INSPECT -> new BarrierEvent.Inspect(caller);
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    @Override
    public BarrierReply reply(ObjectReply common) {
        return BarrierReply.newBuilder().setObject(common).build();
    }

    @Override
    public BarrierReply reply(long id, BarrierResult result, UnaryOperator<Payload> split) {
        BarrierReply.Builder reply = BarrierReply.newBuilder().setId(id);
        if (result instanceof BarrierResult.Passed passed) {
            reply.setPassed(BarrierPassed.newBuilder().setIndex(passed.index()));
        } else if (result instanceof BarrierResult.Broken broken) {
            reply.setBroken(BarrierBroken.newBuilder().setWhy(why(broken.why())));
        } else if (result instanceof BarrierResult.Act act) {
            reply.setAction(BarrierAction.newBuilder()
                    .setAction((ByteString) act.action())
                    .setRound(act.round()));
        } else if (result instanceof BarrierResult.Inspected inspected) {
            reply.setInspected(BarrierInspected.newBuilder()
                    .setParties(inspected.parties())
                    .setWaiting(inspected.waiting())
                    .setBroken(inspected.broken()));
        }
        return reply.build();
    }

    private static BarrierBreak why(BarrierResult.Why why) {
        return switch (why) {
            case TIME -> BarrierBreak.BARRIER_BREAK_TIME;
            case CANCEL -> BarrierBreak.BARRIER_BREAK_CANCEL;
            case OTHER -> BarrierBreak.BARRIER_BREAK_OTHER;
            case DEATH -> BarrierBreak.BARRIER_BREAK_DEATH;
            case ACTION -> BarrierBreak.BARRIER_BREAK_ACTION;
            case ABORT -> BarrierBreak.BARRIER_BREAK_ABORT;
            case RESET -> BarrierBreak.BARRIER_BREAK_RESET;
        };
    }
}
