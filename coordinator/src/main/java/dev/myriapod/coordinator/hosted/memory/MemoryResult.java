package dev.myriapod.coordinator.hosted.memory;

/** What a memory answers. */
public sealed interface MemoryResult {
    /** It can be mapped, with so many bytes. */
    record Opened(Place place, long size) implements MemoryResult {}

    /** Nobody waits for this any more. */
    record CalledOff() implements MemoryResult {}
}
