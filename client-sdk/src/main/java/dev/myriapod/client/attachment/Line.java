package dev.myriapod.client.attachment;

import com.google.protobuf.MessageLite;
import dev.myriapod.client.wire.Unsettled;
import java.util.function.LongFunction;

/**
 * What is said to an object and heard of it behind the backs of those who make calls. It keeps no handle in use, and whoever
 * uses it must not refer to one either, or it would never be let go. Thread-safe.
 *
 * @param <Q> one request
 */
public interface Line<Q extends MessageLite> {
    /**
     * Whose line it is.
     *
     * @param <A> one reply
     */
    interface Party<A> {
        /** Each reply, on the event loop, before whoever has asked is told. */
        void heard(A reply);

        /** This process lets go of the object: what is said now still arrives. */
        void detaching();

        /** Nothing can be done any more; maybe on the event loop. */
        void over();
    }

    /** Says something. */
    void tell(LongFunction<Q> request);

    /** Asks; does that when there is an answer, on the event loop, or when there will be none. */
    void ask(LongFunction<Q> request, Runnable then);

    /** The number of the last request that anybody made. */
    long lastId();

    /** What was said over the same connection without waiting; what the party says is its own. */
    Unsettled unsettled();
}
