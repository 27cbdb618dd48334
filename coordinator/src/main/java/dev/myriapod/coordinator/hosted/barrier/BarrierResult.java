package dev.myriapod.coordinator.hosted.barrier;

/** What a barrier answers. */
public sealed interface BarrierResult {
    /** All have arrived; so many had still to come when this one did. */
    record Passed(int index) implements BarrierResult {}

    /** It is broken. */
    record Broken(Why why) implements BarrierResult {}

    /** Who asked is the last to arrive and must run this before anybody passes. */
    record Act(Object action, long round) implements BarrierResult {}

    /** As it is. */
    record Inspected(int parties, int waiting, boolean broken) implements BarrierResult {}

    /** Why it broke, for one who waits. */
    enum Why {
        /** Its own time was over. */
        TIME,
        /** It called its own request off. */
        CANCEL,
        /** The time of another was over, or another called its request off. */
        OTHER,
        /** The process of another is gone. */
        DEATH,
        /** The action failed. */
        ACTION,
        /** Somebody asked for it. */
        ABORT,
        RESET
    }
}
