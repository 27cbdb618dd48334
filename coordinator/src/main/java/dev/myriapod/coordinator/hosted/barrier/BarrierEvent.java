package dev.myriapod.coordinator.hosted.barrier;

import dev.myriapod.coordinator.hosted.Caller;

/** What a process asks of a barrier. */
public sealed interface BarrierEvent {
    Caller caller();

    /**
     * Arrives. Answered by {@link BarrierResult.Passed}, {@link BarrierResult.Broken} or {@link BarrierResult.Act}, after so
     * many nanoseconds at the latest; 0: at once; negative: whenever.
     */
    record Await(Caller caller, long waitNanos) implements BarrierEvent {}

    /** The action of that round has ended; answered by {@link BarrierResult.Passed} or {@link BarrierResult.Broken}. */
    record Acted(Caller caller, long round, boolean failed) implements BarrierEvent {}

    /** Breaks it; answered by {@link BarrierResult.Inspected}, as it was before. */
    record Abort(Caller caller) implements BarrierEvent {}

    /**
     * Breaks the round of those who wait, as one does that comes interrupted, but not one whose action runs; answered by {@link
     * BarrierResult.Inspected}, as it was before.
     */
    record BreakRound(Caller caller) implements BarrierEvent {}

    /** Breaks the round of those who wait, and makes it whole; answered by {@link BarrierResult.Inspected}. */
    record Reset(Caller caller) implements BarrierEvent {}

    /** Answered by {@link BarrierResult.Inspected}. */
    record Inspect(Caller caller) implements BarrierEvent {}
}
