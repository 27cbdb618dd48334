package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The threads of a process as they use one object over one attachment, and what the client's library does there behind their
 * backs.
 *
 * @param <E> what can happen to the object
 * @param <R> what it answers
 */
public interface Crew<E, R> {
    /** One of the threads. */
    Actor<E, R> actor(long thread);

    /**
     * Something is heard, before whoever has asked for it is told.
     *
     * @param request 0: nobody has asked
     */
    default void heard(long request, R result, Consumer<Function<Caller, E>> tell) {
        if (request == 0) {
            throw new AssertionError("broken promise: nothing is said unasked");
        }
    }
}
