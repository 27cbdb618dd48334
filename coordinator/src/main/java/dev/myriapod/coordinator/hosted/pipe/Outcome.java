package dev.myriapod.coordinator.hosted.pipe;

/** How a request ended. */
public enum Outcome {
    /** It was done. */
    DONE,
    /** Nothing was done in time. */
    TIME_OVER,
    /** The other end is closed; and, for a receiver, nothing is left. */
    PEER_CLOSED,
    /** The end that it was asked of is closed. */
    CLOSED
}
