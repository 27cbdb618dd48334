package dev.myriapod.client.attachment;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A request whose answer has not come. Whoever ends it first decides: the event loop with the answer, or the thread that
 * waits by giving it up; an answer to what was given up goes to {@code late}.
 */
final class PendingCall<A> {
    private final long id;
    private final Consumer<A> late;
    private final CompletableFuture<A> answer = new CompletableFuture<>();

    PendingCall(long id, Consumer<A> late) {
        this.id = id;
        this.late = late;
    }

    long id() {
        return id;
    }

    /** For the thread that waits. */
    CompletableFuture<A> answer() {
        return answer;
    }

    /** On the event loop. */
    void answered(A reply) {
        if (!answer.complete(reply)) {
            late.accept(reply);
        }
    }

    /** Returns whether nobody will be told the answer; false: it is there. */
    boolean giveUp() {
        return answer.cancel(false);
    }

    /** There will be no answer. */
    void fail() {
        answer.completeExceptionally(new CancellationException("the attachment ended"));
    }
}
