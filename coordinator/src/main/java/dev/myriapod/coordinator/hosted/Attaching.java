package dev.myriapod.coordinator.hosted;

/**
 * What comes of the wish to attach.
 *
 * @param <O> objects
 */
public sealed interface Attaching<O> {
    /** That is the one. */
    record Attached<O>(Entry<O> entry) implements Attaching<O> {}

    /** There is no such object any more. */
    record Gone<O>(String message) implements Attaching<O> {}

    /** There is one, but of another kind or with other settings. */
    record Mismatch<O>(String message) implements Attaching<O> {}
}
