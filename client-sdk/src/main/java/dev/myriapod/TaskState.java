package dev.myriapod;

/** Where a task is, as far as the client has heard. The order is that of a task's life; the last five are ends. */
public enum TaskState {
    /** It waits for a worker. */
    PENDING,
    /** It runs in a worker, or did and waits for its next attempt. Tasks that end within milliseconds may never be seen in this state. */
    RUNNING,
    /** It ended with a result. */
    SUCCEEDED,
    /** It ended with an exception: its own, or one that the failure package describes. */
    FAILED,
    /** A time limit passed. */
    TIMED_OUT,
    /** It was cancelled. */
    CANCELLED,
    /** Its worker's process died under it. */
    CRASHED;

    /** Whether it is an end. */
    public boolean isDone() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
