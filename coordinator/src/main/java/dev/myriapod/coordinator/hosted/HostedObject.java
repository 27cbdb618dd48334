package dev.myriapod.coordinator.hosted;

import java.util.List;

/**
 * A shared object. It decides everything about itself, with data alone: no gRPC, thread, clock or lock. The time is an
 * argument; it is that of any clock that does not go back.
 *
 * @param <E> what can happen to objects of its kind
 * @param <R> what they answer
 */
public interface HostedObject<E, R> {
    /** A process asks for something. */
    void handle(E event, long now);

    /**
     * Who made that request does not wait any more. If it is parked, it is answered now as if its time were over;
     * otherwise nothing happens, since its answer is on its way.
     */
    void cancel(Caller caller, long now);

    /** A process is gone: it holds nothing any more, and waits for nothing. What it asked for is not answered. */
    void detach(long attachment, long now);

    /** Nothing but time has passed. */
    void tick(long now);

    /** The answers since the last call, in their order. */
    List<Reply<R>> takeReplies();

    /** When to call {@link #tick} at the latest; {@link Long#MAX_VALUE}: no need to. */
    long nextDeadline();

    /** A snapshot for people. */
    Facts facts();

    /** It is no more. Nothing is asked of it after this but {@link #takeReplies} and {@link #facts}. */
    default void over() {}
}
