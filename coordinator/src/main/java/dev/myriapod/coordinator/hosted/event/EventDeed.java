package dev.myriapod.coordinator.hosted.event;

import dev.myriapod.coordinator.hosted.Caller;

/** What a process asks of an event; answered by whether the event is set. */
public sealed interface EventDeed {
    Caller caller();

    /** Sets it, or clears it. */
    record Change(Caller caller, boolean set) implements EventDeed {}

    /** Answered when it is set, or after so many nanoseconds; 0: at once; negative: whenever. */
    record Await(Caller caller, long waitNanos) implements EventDeed {}
}
