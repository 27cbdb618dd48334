package dev.myriapod.coordinator.scheduler.terms;

/*
 * The legal changes. There are no others; Task.become enforces them.
 *
 *   PENDING  -> ASSIGNED                    sent to a worker
 *   PENDING  -> TIMED_OUT                   queue timeout
 *   PENDING  -> CANCELLED                   cancel, shutdown
 *   PENDING  -> FAILED                      the pool broke
 *   ASSIGNED -> PENDING                     revoked, or the worker died before the task began
 *   ASSIGNED -> RUNNING                     begun
 *   ASSIGNED -> CANCELLED                   cancel, shutdown
 *   ASSIGNED -> FAILED                      the pool broke
 *   ASSIGNED -> CRASHED                     worker after worker died as it was handed over
 *   RUNNING  -> SUCCEEDED, FAILED           returned, threw; FAILED also when the pool broke
 *   RUNNING  -> TIMED_OUT                   run timeout, no retries left
 *   RUNNING  -> CANCELLED                   cancel, shutdown
 *   RUNNING  -> CRASHED                     the worker died, no retries left
 *   RUNNING  -> PENDING                     crashed, timed out or failed in a retried way, with retries left
 */
/** Where a task is in its life, as its future sees it; the last five are ends. */
public enum TaskState {
    PENDING,
    ASSIGNED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    CRASHED;

    /** Whether nothing comes after it. */
    public boolean isEnd() {
        return compareTo(RUNNING) > 0;
    }

    /** Whether that change is legal. */
    public boolean canBecome(TaskState next) {
        return switch (this) {
            case PENDING -> next == ASSIGNED || next == TIMED_OUT || next == CANCELLED || next == FAILED;
            case ASSIGNED ->
                next == PENDING || next == RUNNING || next == CANCELLED || next == FAILED || next == CRASHED;
            case RUNNING -> next == PENDING || next.isEnd();
            default -> false;
        };
    }
}
