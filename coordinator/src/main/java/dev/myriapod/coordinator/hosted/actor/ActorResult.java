package dev.myriapod.coordinator.hosted.actor;

/** What an object in a process of its own answers. */
public sealed interface ActorResult {
    /** What came of a call. */
    record Outcome(Object outcome) implements ActorResult {}

    /** A call took longer than it may. If it has begun, it goes on. */
    record TookTooLong(long callNanos) implements ActorResult {}

    /** To its process: make this call. */
    record Call(long number, Object call) implements ActorResult {}

    /** Nobody waits for this any more. */
    record CalledOff() implements ActorResult {}
}
