package dev.myriapod.coordinator.hosted.value;

import dev.myriapod.coordinator.hosted.Caller;

/** What a process asks of a value; answered by {@link ValueResult}. */
public sealed interface ValueEvent {
    /** Of any version. */
    long ANY = -1;

    /** What is it? */
    record Read(Caller caller) implements ValueEvent {}

    /**
     * It is this from now on.
     *
     * @param payload opaque
     * @param ifVersion only if that is its version; {@link #ANY}: in any case
     * @param quiet what it was before need not be told
     */
    record Write(Caller caller, Object payload, long ifVersion, boolean quiet) implements ValueEvent {}
}
