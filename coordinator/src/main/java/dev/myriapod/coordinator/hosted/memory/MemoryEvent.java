package dev.myriapod.coordinator.hosted.memory;

import dev.myriapod.coordinator.hosted.Caller;

/** What happens to a memory. */
public sealed interface MemoryEvent {
    /** A process wants to map it; answered when it is there. */
    record Open(Caller caller) implements MemoryEvent {}

    /** It is there from now on. Comes at most once. */
    record Made(Place place) implements MemoryEvent {}
}
