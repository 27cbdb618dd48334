package dev.myriapod.coordinator.hosted.latch;

import dev.myriapod.coordinator.hosted.Caller;

/** What a process asks of a latch; answered by the count. */
public sealed interface LatchEvent {
    Caller caller();

    /** Counts down, unless the count is 0. */
    record CountDown(Caller caller) implements LatchEvent {}

    /** Answered when the count is 0, or after so many nanoseconds; 0: at once; negative: whenever. */
    record Await(Caller caller, long waitNanos) implements LatchEvent {}
}
