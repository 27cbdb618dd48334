package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.session.shared.Outside;
import java.util.function.BiConsumer;

/**
 * What is around an object, of a kind to which things happen that no process has asked for.
 *
 * @param <E> what can happen to the object
 * @param <R> what it answers
 */
public interface Surroundings<E, R> extends Outside<E> {
    Dice dice();

    /** Does this after a while, and not from inside of anything. */
    void later(Runnable what);

    /** A process of the object's own attaches; {@code hears} what it is answered. */
    Guest<E, R> guest(BiConsumer<Guest<E, R>, R> hears);
}
