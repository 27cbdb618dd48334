package dev.myriapod.client.shared.pipe;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.CloseEnd;
import dev.myriapod.proto.v1.ConfirmMessage;
import dev.myriapod.proto.v1.HoldEnd;
import dev.myriapod.proto.v1.LendEnd;
import dev.myriapod.proto.v1.OpenPipe;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PipeOutcome;
import dev.myriapod.proto.v1.PipeReply;
import dev.myriapod.proto.v1.PipeRequest;
import dev.myriapod.proto.v1.PollEnd;
import dev.myriapod.proto.v1.ReceiveMessage;
import dev.myriapod.proto.v1.SendMessage;
import dev.myriapod.proto.v1.VoidTicket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a process asks of a pipe, in bytes. */
final class PipeCalls {
    static final long FOR_EVER = -1;
    static final long NOT_AT_ALL = 0;

    private final Attachment<PipeRequest, PipeReply> attachment;

    PipeCalls(Attachment<PipeRequest, PipeReply> attachment) {
        this.attachment = attachment;
    }

    private static PipeRequest request(long id, UnaryOperator<PipeRequest.Builder> what) {
        return what.apply(PipeRequest.newBuilder().setId(id)).build();
    }

    /** This process may use either end; returns whether the pipe goes one way. */
    boolean open() {
        return attachment
                .call(id -> request(id, it -> it.setOpen(OpenPipe.getDefaultInstance())))
                .getOpened()
                .getOneWay();
    }

    /** This process may use either end; does not wait. */
    void tellOpen() {
        attachment.tell(id -> request(id, it -> it.setOpen(OpenPipe.getDefaultInstance())));
    }

    /** An end has arrived; does not wait. */
    void hold(int end, long ticket) {
        attachment.tell(id ->
                request(id, it -> it.setHold(HoldEnd.newBuilder().setEnd(end).setTicket(ticket))));
    }

    /** Closes an end; the future is completed when that is done, or nothing can be done any more. */
    CompletableFuture<Boolean> close(int end) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Runnable unused = attachment.ask(
                id -> request(id, it -> it.setClose(CloseEnd.newBuilder().setEnd(end))),
                closed -> done.complete(true),
                () -> done.complete(false));
        return done;
    }

    /** A ticket by which an end may travel. */
    long lend(int end) {
        return attachment
                .call(id -> request(id, it -> it.setLend(LendEnd.newBuilder().setEnd(end))))
                .getLent()
                .getTicket();
    }

    /** What travelled by that ticket has arrived, or never will; does not wait. */
    void redeem(long ticket) {
        attachment.tell(
                id -> request(id, it -> it.setVoidTicket(VoidTicket.newBuilder().setTicket(ticket))));
    }

    /** Sends a message; it is sent, or it is not: an interrupt leaves no doubt. */
    PipeOutcome send(int end, ByteString message, boolean raw, long wait) throws InterruptedException {
        SendMessage.Builder send =
                SendMessage.newBuilder().setEnd(end).setRaw(raw).setWaitNanos(wait);
        return attachment
                .settle(id -> request(id, it -> it.setSend(send.setMessage(payload(message, raw)))))
                .getDone()
                .getOutcome();
    }

    private Payload payload(ByteString message, boolean raw) {
        Payload payload = attachment.payload(message);
        return raw ? payload.toBuilder().clearEncoding().build() : payload;
    }

    /** Waits for a message; one that comes after an interrupt goes back. The answer is to be confirmed. */
    PipeReply receive(int end, long wait) throws InterruptedException {
        ReceiveMessage receive =
                ReceiveMessage.newBuilder().setEnd(end).setWaitNanos(wait).build();
        return attachment.callInterruptibly(id -> request(id, it -> it.setReceive(receive)), late -> {
            if (late.getReceived().hasMessage()) {
                confirm(end, late.getId(), true);
            }
        });
    }

    /** What a receive handed over was received, or goes back. */
    void confirm(int end, long receive, boolean giveBack) {
        attachment.tell(id -> request(
                id,
                it -> it.setConfirm(ConfirmMessage.newBuilder()
                        .setEnd(end)
                        .setReceive(receive)
                        .setGiveBack(giveBack))));
    }

    private static PipeRequest poll(long id, int end, long wait) {
        return request(id, it -> it.setPoll(PollEnd.newBuilder().setEnd(end).setWaitNanos(wait)));
    }

    PipeOutcome poll(int end, long wait) throws InterruptedException {
        return attachment
                .callInterruptibly(id -> poll(id, end, wait), late -> {})
                .getDone()
                .getOutcome();
    }

    /** Polls without waiting for the answer; see {@link Attachment#ask}. */
    Runnable poll(int end, long wait, Consumer<PipeOutcome> answered, Runnable failed) {
        return attachment.ask(
                id -> poll(id, end, wait),
                reply -> answered.accept(reply.getDone().getOutcome()),
                failed);
    }
}
