package dev.myriapod.coordinator.hosted.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pipe, what happens to it and what it has answered. */
final class PipeBench {
    static final long FOR_EVER = -1;
    static final long NOT_AT_ALL = 0;
    /** Of three processes. */
    static final long A = 1;

    static final long B = 2;
    static final long C = 3;

    private final HostedPipe pipe;
    private final Map<Caller, PipeResult> answers = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;

    PipeBench(PipeTerms terms) {
        pipe = new HostedPipe(terms);
    }

    static PipeBench unbounded() {
        return new PipeBench(new PipeTerms(false, Long.MAX_VALUE, false));
    }

    HostedPipe pipe() {
        return pipe;
    }

    Caller caller(long process) {
        return new Caller(process, ++lastRequest);
    }

    private void heard() {
        for (Reply<PipeResult> reply : pipe.takeReplies()) {
            assertThat(answers.put(reply.to(), reply.result()))
                    .as("answered once")
                    .isNull();
        }
    }

    Caller happens(PipeEvent event) {
        pipe.handle(event, now);
        heard();
        return event.caller();
    }

    PipeBench open(long process) {
        happens(new PipeEvent.Open(caller(process)));
        return this;
    }

    long lend(long process, int end) {
        return ((PipeResult.Lent) answers.get(happens(new PipeEvent.Lend(caller(process), end)))).ticket();
    }

    PipeBench arrive(long process, int end, long ticket) {
        happens(new PipeEvent.Hold(caller(process), end, ticket));
        return this;
    }

    void close(long process, int end) {
        assertThat(outcome(happens(new PipeEvent.Close(caller(process), end)))).isEqualTo(Outcome.DONE);
    }

    void redeem(long process, long ticket) {
        happens(new PipeEvent.Redeem(caller(process), ticket));
    }

    Caller send(long process, int end, String message, long wait) {
        return happens(new PipeEvent.Send(caller(process), end, new Message(message, message.length()), wait));
    }

    Outcome send(long process, int end, String message) {
        return outcome(send(process, end, message, NOT_AT_ALL));
    }

    Caller receive(long process, int end, long wait) {
        return happens(new PipeEvent.Receive(caller(process), end, wait));
    }

    /** Receives what is there and confirms it; a message, or how it ended. */
    Object receive(long process, int end) {
        Caller receive = receive(process, end, NOT_AT_ALL);
        confirm(receive, end, false);
        return received(receive);
    }

    void confirm(Caller receive, int end, boolean giveBack) {
        happens(new PipeEvent.Confirm(caller(receive.attachment()), end, receive, giveBack));
    }

    Caller poll(long process, int end, long wait) {
        return happens(new PipeEvent.Poll(caller(process), end, wait));
    }

    void cancel(Caller caller) {
        pipe.cancel(caller, now);
        heard();
    }

    void dies(long process) {
        pipe.detach(process, now);
        heard();
    }

    void passes(long nanos) {
        now += nanos;
        pipe.tick(now);
        heard();
    }

    boolean waits(Caller caller) {
        return !answers.containsKey(caller);
    }

    /** A message, or how it ended. */
    Object received(Caller receive) {
        PipeResult.Received received = (PipeResult.Received) answers.get(receive);
        return received.message() == null
                ? received.outcome()
                : received.message().payload();
    }

    Outcome outcome(Caller caller) {
        return ((PipeResult.Done) answers.get(caller)).outcome();
    }

    PipeResult answer(Caller caller) {
        return answers.get(caller);
    }
}
