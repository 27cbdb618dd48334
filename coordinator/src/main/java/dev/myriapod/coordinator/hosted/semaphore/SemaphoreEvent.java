package dev.myriapod.coordinator.hosted.semaphore;

import dev.myriapod.coordinator.hosted.Caller;

/** What a process asks of a semaphore. Waits are in nanoseconds; 0: not at all; negative: for ever. */
public sealed interface SemaphoreEvent {
    Caller caller();

    /** Answered by {@link SemaphoreResult.Granted} or {@link SemaphoreResult.Refused}; {@code barge}: also if others wait. */
    record Acquire(Caller caller, int permits, long waitNanos, boolean barge) implements SemaphoreEvent {}

    /** Answered by {@link SemaphoreResult.Done} or {@link SemaphoreResult.Refused}. */
    record Release(Caller caller, int permits) implements SemaphoreEvent {}

    /** Undoes a grant that came too late for the one who asked; answered by {@link SemaphoreResult.Done}. */
    record Undo(Caller caller, int permits) implements SemaphoreEvent {}

    /** Answered by {@link SemaphoreResult.Granted}. */
    record Drain(Caller caller) implements SemaphoreEvent {}

    /** Answered by {@link SemaphoreResult.Done} or {@link SemaphoreResult.Refused}. */
    record Reduce(Caller caller, int permits) implements SemaphoreEvent {}

    /** Answered by {@link SemaphoreResult.Inspected}. */
    record Inspect(Caller caller) implements SemaphoreEvent {}
}
