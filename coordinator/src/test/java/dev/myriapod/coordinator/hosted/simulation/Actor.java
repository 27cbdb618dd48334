package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A thread as it uses one object by the client's library: what it asks, and what the library does with the answers.
 *
 * @param <E> what can happen to the object
 * @param <R> what it answers
 */
public interface Actor<E, R> {
    /** It cannot say how much it has. */
    long UNKNOWN = Long.MIN_VALUE / 1000;

    /** What it asks next. */
    E next(Caller caller);

    /** Its answer is there. {@code tell} says something to the object that nobody waits for. */
    void answered(E event, R result, Consumer<Function<Caller, E>> tell);

    /** An answer is there after an interrupt: the thread has gone on. What was given is given back. */
    default void tooLate(E event, R result, Consumer<Function<Caller, E>> tell) {}

    /** Whether a thread that is interrupted waits for the answer all the same. */
    default boolean settles(E event) {
        return false;
    }

    /** How much of the object it has, when nothing is under way. */
    default long holds() {
        return 0;
    }
}
