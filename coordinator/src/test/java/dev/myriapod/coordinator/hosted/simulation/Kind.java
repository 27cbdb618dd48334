package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation must know about one kind of shared object.
 *
 * @param <E> what can happen to such an object
 * @param <R> what it answers
 */
public interface Kind<E, R> {
    /** For people, and one word. */
    String name();

    /** What an object is; anything that such an object can be. */
    Object settings(Dice dice);

    /** The real one. */
    HostedObject<E, R> create(Object settings);

    /**
     * The real one, with what is around it: what it does there the judge must see.
     *
     * @param judge one of this kind
     */
    default HostedObject<E, R> create(Object settings, Surroundings<E, R> surroundings, Judge<E, R> judge) {
        return create(settings);
    }

    /** Watches one object. */
    Judge<E, R> judge(Object settings);

    /** What a thread does with one object. */
    Actor<E, R> actor(Dice dice, long thread);

    /** What the threads of one process do with one object. */
    default Crew<E, R> crew(Dice dice) {
        return thread -> actor(dice, thread);
    }

    /** Who is to be answered; null: nobody. */
    @Nullable
    Caller caller(E event);

    /** How long the request may wait; 0: it is answered at once. */
    long wait(E event);

    /** Whether its effect can be judged although the time of others was over at the same moment. */
    default boolean mayComeLate(E event) {
        return true;
    }
}
