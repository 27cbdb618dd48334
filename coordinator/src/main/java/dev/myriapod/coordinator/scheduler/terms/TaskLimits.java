package dev.myriapod.coordinator.scheduler.terms;

/**
 * How long and how often a task may run; durations in nanoseconds.
 *
 * @param timeoutNanos from its begin on a worker until it is interrupted; 0: no limit
 * @param queueTimeoutNanos from its submit until its first begin; 0: no limit
 * @param graceNanos from the interrupt until its worker is killed; 0: at once
 * @param retries how often it may be run again
 */
public record TaskLimits(long timeoutNanos, long queueTimeoutNanos, long graceNanos, Retries retries) {
    /** No limits, at most once. */
    public static final TaskLimits NONE = new TaskLimits(0, 0, 0, Retries.NONE);

    public TaskLimits {
        if (timeoutNanos < 0 || queueTimeoutNanos < 0 || graceNanos < 0) {
            throw new IllegalArgumentException("No limit of a task may be negative: timeoutNanos " + timeoutNanos
                    + ", queueTimeoutNanos " + queueTimeoutNanos + ", graceNanos " + graceNanos);
        }
    }
}
