package dev.myriapod.coordinator.scheduler.terms;

/**
 * How long and how often a task may run; durations in nanoseconds.
 *
 * @param timeoutNanos from its begin on a worker until it is interrupted; 0: no limit
 * @param queueTimeoutNanos from its submit until its first begin; 0: no limit
 * @param graceNanos from the interrupt until its worker is killed; 0: at once
 * @param retries how often it may be run again
 * @param memoryLimit while it runs, its worker is killed if more memory is resident, in bytes; 0: no limit
 */
public record TaskLimits(
        long timeoutNanos, long queueTimeoutNanos, long graceNanos, Retries retries, long memoryLimit) {
    /** No limits, at most once. */
    public static final TaskLimits NONE = new TaskLimits(0, 0, 0, Retries.NONE);

    /** Without a limit to memory. */
    public TaskLimits(long timeoutNanos, long queueTimeoutNanos, long graceNanos, Retries retries) {
        this(timeoutNanos, queueTimeoutNanos, graceNanos, retries, 0);
    }

    public TaskLimits {
        if (timeoutNanos < 0 || queueTimeoutNanos < 0 || graceNanos < 0 || memoryLimit < 0) {
            throw new IllegalArgumentException("No limit of a task may be negative: timeoutNanos " + timeoutNanos
                    + ", queueTimeoutNanos " + queueTimeoutNanos + ", graceNanos " + graceNanos + ", memoryLimit "
                    + memoryLimit);
        }
    }
}
