package dev.myriapod.coordinator.hosted.lock;

import dev.myriapod.coordinator.hosted.Caller;

/** What a thread asks of a lock. Waits are in nanoseconds; 0: not at all; negative: for ever. */
public sealed interface LockEvent {
    Caller caller();

    /** The thread that asks. */
    long thread();

    /** Answered by {@link LockResult.Granted} or {@link LockResult.Refused}. */
    record Acquire(Caller caller, long thread, long waitNanos) implements LockEvent {}

    /** Undoes one grant; answered by {@link LockResult.Done} or {@link LockResult.Refused}. */
    record Release(Caller caller, long thread) implements LockEvent {}

    /**
     * Undoes one grant that came too late for the one who asked, who has seen nothing of it; answered by {@link LockResult.Done}
     * or {@link LockResult.Refused}.
     */
    record Undo(Caller caller, long thread) implements LockEvent {}

    /** Answered by {@link LockResult.Granted} when it is over, or by {@link LockResult.Refused} at once. */
    record Await(Caller caller, long thread, String condition, long waitNanos) implements LockEvent {}

    /** Of so many waits; 0: of all. Answered by {@link LockResult.Done} or {@link LockResult.Refused}. */
    record Signal(Caller caller, long thread, String condition, int count) implements LockEvent {}

    /** Answered by {@link LockResult.Inspected}. */
    record Inspect(Caller caller, long thread) implements LockEvent {}

    /**
     * Of a read-write lock only; answered by {@link LockResult.Granted} or {@link LockResult.Refused}; {@code barge}: also if
     * others wait.
     */
    record AcquireRead(Caller caller, long thread, long waitNanos, boolean barge) implements LockEvent {}

    /** Of a read-write lock only; undoes one grant; answered by {@link LockResult.Done} or {@link LockResult.Refused}. */
    record ReleaseRead(Caller caller, long thread) implements LockEvent {}
}
