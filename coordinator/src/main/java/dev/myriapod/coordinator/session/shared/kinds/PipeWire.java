package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.pipe.HostedPipe;
import dev.myriapod.coordinator.hosted.pipe.Message;
import dev.myriapod.coordinator.hosted.pipe.Outcome;
import dev.myriapod.coordinator.hosted.pipe.PipeEvent;
import dev.myriapod.coordinator.hosted.pipe.PipeResult;
import dev.myriapod.coordinator.hosted.pipe.PipeTerms;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.ConfirmMessage;
import dev.myriapod.proto.v1.MessageReceived;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PipeDone;
import dev.myriapod.proto.v1.PipeLent;
import dev.myriapod.proto.v1.PipeOpened;
import dev.myriapod.proto.v1.PipeOutcome;
import dev.myriapod.proto.v1.PipeReplies;
import dev.myriapod.proto.v1.PipeReply;
import dev.myriapod.proto.v1.PipeRequest;
import dev.myriapod.proto.v1.PipeRequests;
import dev.myriapod.proto.v1.PipeSettings;
import dev.myriapod.proto.v1.SendMessage;
import dev.myriapod.proto.v1.SharedKind;
import java.util.function.UnaryOperator;

/** Pipes on the wire. */
public final class PipeWire implements ObjectWire<PipeRequest, PipeReply, PipeEvent, PipeResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<PipeRequest, PipeReply, PipeRequests, PipeReplies> BATCHES =
            new HostedObjects.Batches<>(
                    PipeRequests::getRequestsList,
                    replies -> PipeReplies.newBuilder().addAllReplies(replies).build());

    /** What a payload is, and whether it is bytes as they are. */
    private record Sent(Payload payload, boolean raw) {}

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_PIPE;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        PipeSettings settings = PipeSettings.parseFrom(message);
        return new PipeTerms(
                settings.getOneWay(),
                settings.getMaxBytes() <= 0 ? Long.MAX_VALUE : settings.getMaxBytes(),
                settings.getNamed());
    }

    @Override
    public HostedObject<PipeEvent, PipeResult> create(Object settings) {
        return new HostedPipe((PipeTerms) settings);
    }

    @Override
    public long id(PipeRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(PipeRequest request) {
        return request.getObject();
    }

    @Override
    public PipeEvent event(PipeRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case OPEN -> new PipeEvent.Open(caller);
            case HOLD ->
                new PipeEvent.Hold(
                        caller, request.getHold().getEnd(), request.getHold().getTicket());
            case CLOSE -> new PipeEvent.Close(caller, request.getClose().getEnd());
            case LEND -> new PipeEvent.Lend(caller, request.getLend().getEnd());
            case VOID_TICKET ->
                new PipeEvent.Redeem(caller, request.getVoidTicket().getTicket());
            case SEND -> send(request.getSend(), caller, whole);
            case RECEIVE ->
                new PipeEvent.Receive(
                        caller,
                        request.getReceive().getEnd(),
                        request.getReceive().getWaitNanos());
            case CONFIRM -> {
                ConfirmMessage confirm = request.getConfirm();
                yield new PipeEvent.Confirm(
                        caller,
                        confirm.getEnd(),
                        new Caller(caller.attachment(), confirm.getReceive()),
                        confirm.getGiveBack());
            }
            case POLL ->
                new PipeEvent.Poll(
                        caller, request.getPoll().getEnd(), request.getPoll().getWaitNanos());
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    private static PipeEvent send(SendMessage send, Caller caller, UnaryOperator<Payload> whole) {
        Payload payload = whole.apply(send.getMessage());
        Message message =
                new Message(new Sent(payload, send.getRaw()), payload.getData().size());
        return new PipeEvent.Send(caller, send.getEnd(), message, send.getWaitNanos());
    }

    @Override
    public PipeReply reply(ObjectReply common) {
        return PipeReply.newBuilder().setObject(common).build();
    }

    @Override
    public PipeReply reply(long id, PipeResult result, UnaryOperator<Payload> split) {
        PipeReply.Builder reply = PipeReply.newBuilder().setId(id);
        if (result instanceof PipeResult.Opened opened) {
            reply.setOpened(PipeOpened.newBuilder().setOneWay(opened.oneWay()));
        } else if (result instanceof PipeResult.Lent lent) {
            reply.setLent(PipeLent.newBuilder().setTicket(lent.ticket()));
        } else if (result instanceof PipeResult.Done done) {
            reply.setDone(PipeDone.newBuilder().setOutcome(outcome(done.outcome())));
        } else if (result instanceof PipeResult.Received received) {
            reply.setReceived(received(received, split));
        }
        return reply.build();
    }

    private static MessageReceived received(PipeResult.Received received, UnaryOperator<Payload> split) {
        MessageReceived.Builder reply = MessageReceived.newBuilder().setOutcome(outcome(received.outcome()));
        if (received.message() != null) {
            Sent sent = (Sent) received.message().payload();
            reply.setMessage(split.apply(sent.payload())).setRaw(sent.raw());
        }
        return reply.build();
    }

    private static PipeOutcome outcome(Outcome outcome) {
        return switch (outcome) {
            case DONE -> PipeOutcome.PIPE_OUTCOME_DONE;
            case TIME_OVER -> PipeOutcome.PIPE_OUTCOME_TIME_OVER;
            case PEER_CLOSED -> PipeOutcome.PIPE_OUTCOME_PEER_CLOSED;
            case CLOSED -> PipeOutcome.PIPE_OUTCOME_CLOSED;
        };
    }
}
