package dev.myriapod.client.attachment;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.myriapod.proto.v1.Payload;
import java.lang.ref.Reference;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/*
 * The process lets go of an object when nothing refers to its attachment any more. It is what a thread that makes a call
 * needs last, so it stays until the call has ended, also where the compiled code has long forgotten the handle by which the
 * call was made. Nothing on the side of the stream refers to it, or it would never be let go.
 *
 * The time is the coordinator's: a call that is to end after some time says so in its request, and is answered. What a client
 * ends by itself is a wait that is interrupted. Then it sends a cancel, which may cross the answer on the wire.
 */
/**
 * One process's attachment to one object. Any number of threads may have calls under way. When nothing can be done any
 * more, every call throws why.
 *
 * @param <Q> one request
 * @param <A> one reply
 */
public final class Attachment<Q extends MessageLite, A> {
    private final Dialogue<Q, A> dialogue;
    /** The handle, set before anybody has it. So handle and attachment are in use as long as one of them is. */
    private @Nullable Object proxy;

    Attachment(Dialogue<Q, A> dialogue) {
        this.dialogue = dialogue;
    }

    /** For what is said and heard behind the backs of those who make calls. */
    public Line<Q> line() {
        return new DialogueLine<>(dialogue);
    }

    /** From now on that hears everything. Once, before anything else is asked. */
    public void share(Line.Party<A> party) {
        dialogue.share(party);
    }

    void serve(Object handle) {
        proxy = handle;
    }

    @Nullable
    Object proxy() {
        return proxy;
    }

    /**
     * A payload for the calling thread's next request; large ones are sent ahead of it. Make it where the request is made: pieces
     * whose request does not come, because the thread was interrupted before, stay in the coordinator.
     */
    public Payload payload(ByteString bytes) {
        return dialogue.payload(bytes);
    }

    /** Says something that is not answered, or whose answer nobody wants. */
    public void tell(LongFunction<Q> request) {
        dialogue.tell(request);
    }

    /** Asks, and waits for the answer. An interrupt is kept for later. */
    public A call(LongFunction<Q> request) {
        return keepInterrupt(dialogue.begin(request, late -> {}));
    }

    /**
     * Asks, and waits for the answer. An interrupt ends the wait.
     *
     * @param late is given an answer that was on its way when the interrupt came, on the event loop: it must give back what it
     *     granted
     */
    public A callInterruptibly(LongFunction<Q> request, Consumer<A> late) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        PendingCall<A> call = dialogue.begin(request, late);
        try {
            return await(call);
        } catch (InterruptedException e) {
            if (call.giveUp()) {
                dialogue.cancel(call);
                throw e;
            }
            // The answer came first; the next wait will see the interrupt.
            Thread.currentThread().interrupt();
            return keepInterrupt(call);
        }
    }

    /**
     * Asks, and waits for the answer. An interrupt calls the request off and then waits for what became of it, because that
     * cannot be undone. The thread is interrupted then.
     *
     * @throws InterruptedException if it was interrupted before; nothing was sent
     */
    public A settle(LongFunction<Q> request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        PendingCall<A> call = dialogue.begin(request, late -> {});
        try {
            return await(call);
        } catch (InterruptedException e) {
            dialogue.cancel(call);
            Thread.currentThread().interrupt();
            return keepInterrupt(call);
        }
    }

    /**
     * Asks, and does not wait.
     *
     * @param answered is given the answer, on the event loop or at once
     * @param failed is called instead if there is none, because nothing can be done any more
     * @return calls the request off: if it has not been answered, it is now
     */
    public Runnable ask(LongFunction<Q> request, Consumer<A> answered, Runnable failed) {
        PendingCall<A> call = dialogue.start(request, late -> {});
        CompletableFuture<A> unused = call.answer().whenComplete((answer, failure) -> {
            if (failure == null) {
                answered.accept(answer);
            } else {
                failed.run();
            }
        });
        keepUntilAnswered(call);
        return () -> {
            if (!call.answer().isDone()) {
                dialogue.cancel(call);
            }
        };
    }

    /** Asks; the future is completed on the event loop, or fails when there will be no answer: {@link #requireOpen} says why. */
    public CompletableFuture<A> ask(LongFunction<Q> request) {
        PendingCall<A> call = dialogue.begin(request, late -> {});
        keepUntilAnswered(call);
        return call.answer();
    }

    /** This stays in use until there is an answer, also if nobody but the answer's receiver refers to anything any more. */
    @SuppressWarnings("ReachabilityFenceUsage") // It is the action that refers to this, and nothing is there to fail.
    private void keepUntilAnswered(PendingCall<A> call) {
        CompletableFuture<A> unused =
                call.answer().whenComplete((answer, failure) -> Reference.reachabilityFence(this));
    }

    private A keepInterrupt(PendingCall<A> call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await(call);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private A await(PendingCall<A> call) throws InterruptedException {
        try {
            return dialogue.get(call.answer());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Whether nothing can be done any more. */
    public boolean isOver() {
        return dialogue.isOver();
    }

    /** Throws why nothing can be done any more, if that is so. */
    public void requireOpen() {
        dialogue.requireOpen();
    }
}
