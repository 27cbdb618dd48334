package dev.myriapod.coordinator.session.shared;

/**
 * Where an object hears of what happens outside of the coordinator. Both methods must be called on the loop, and not from
 * inside the object.
 *
 * @param <E> what can happen to it
 */
public interface Outside<E> {
    /** This happened; nothing, if the object is no more. */
    void happened(E event);

    /** What it needs is not to be had: it ends for everybody, who are told why. */
    void unavailable(String message);
}
