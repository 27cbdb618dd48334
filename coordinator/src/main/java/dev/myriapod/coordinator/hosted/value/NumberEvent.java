package dev.myriapod.coordinator.hosted.value;

import dev.myriapod.coordinator.hosted.Caller;

/** What a process asks of a number, which is given by its bits; answered by {@link NumberResult}. */
public sealed interface NumberEvent {
    /** What is it? */
    record Read(Caller caller) implements NumberEvent {}

    /** It is this from now on. */
    record Write(Caller caller, long bits) implements NumberEvent {}

    /** It is this from now on, if it is what is expected. */
    record CompareAndSet(Caller caller, long expected, long bits) implements NumberEvent {}

    /** It is this from now on, if nobody has written or added before. */
    record Begin(Caller caller, long bits) implements NumberEvent {}

    /** It grows by this. */
    record Add(Caller caller, long bits) implements NumberEvent {}
}
