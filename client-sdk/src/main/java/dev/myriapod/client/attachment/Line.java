package dev.myriapod.client.attachment;

import com.google.protobuf.MessageLite;
import dev.myriapod.client.wire.Unsettled;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/*
 * The stream refers to the party by this; so neither may refer to the handle, or it would never be let go.
 */
/**
 * What is said to an object and heard of it behind the backs of those who make calls. It keeps no handle in use. Thread-safe.
 *
 * @param <Q> one request
 * @param <A> one reply
 */
public final class Line<Q extends MessageLite, A> {
    private final Dialogue<Q, A> dialogue;
    private final Party<A> party;

    Line(Dialogue<Q, A> dialogue, Party<A> party) {
        this.dialogue = dialogue;
        this.party = party;
    }

    /**
     * Whose line it is.
     *
     * @param <A> one reply
     */
    public interface Party<A> {
        /** Each reply, on the event loop, before whoever has asked is told. */
        void heard(A reply);

        /** This process lets go of the object: what is said now still arrives. */
        void detaching();

        /** Nothing can be done any more; maybe on the event loop. */
        void over();

        /** Waits until what was said to other objects has settled. */
        void settleOthers(Unsettled unsettled);
    }

    /** Begins to hear. */
    public void open() {
        dialogue.share(this);
        dialogue.whenOver(party::over);
    }

    /** Says something. */
    public void tell(LongFunction<Q> request) {
        dialogue.say(request);
    }

    /** Asks; does that when there is an answer, on the event loop, or when there will be none. */
    public void ask(LongFunction<Q> request, Runnable then) {
        CompletableFuture<A> unused =
                dialogue.enter(request, late -> {}).answer().whenComplete((answer, failure) -> then.run());
    }

    /** The number of the last request that anybody made. */
    public long lastId() {
        return dialogue.lastId();
    }

    /** What was said over the same connection. */
    public Unsettled unsettled() {
        return dialogue.unsettled();
    }

    void heard(A reply) {
        party.heard(reply);
    }

    void detaching() {
        party.detaching();
    }

    void settleOthers(Unsettled unsettled) {
        party.settleOthers(unsettled);
    }
}
