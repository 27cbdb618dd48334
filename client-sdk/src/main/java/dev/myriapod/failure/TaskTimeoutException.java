package dev.myriapod.failure;

import java.time.Duration;

/**
 * A time limit of the task passed: it ran longer than its timeout, or waited longer than its queue timeout. A task that
 * ran is interrupted and, after its grace period, killed together with its worker.
 */
public class TaskTimeoutException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    private final Duration limit;
    private final boolean whileQueued;

    /** Made by the SDK. */
    public TaskTimeoutException(String message, TaskRun run, Duration limit, boolean whileQueued) {
        super(message, run, null);
        this.limit = limit;
        this.whileQueued = whileQueued;
    }

    /** The limit that passed. */
    public Duration limit() {
        return limit;
    }

    /** Whether the task never began: its queue timeout passed. */
    public boolean whileQueued() {
        return whileQueued;
    }
}
