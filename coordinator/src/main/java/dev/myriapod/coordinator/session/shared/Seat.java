package dev.myriapod.coordinator.session.shared;

import dev.myriapod.proto.v1.ObjectEnd;

/**
 * Where an attached process is heard and spoken to. Owned by the loop.
 *
 * @param <R> what the object answers
 */
interface Seat<R> {
    /** The process, for people. */
    String process();

    /** The answer to a request; it leaves with the next {@link #flush}. */
    void answer(long request, R result);

    /** The object is no more: the last thing said. */
    void end(ObjectEnd why, String message);

    void flush();
}
