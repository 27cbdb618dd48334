package dev.myriapod.coordinator.scheduler.terms;

/**
 * How long and how often a task may run; durations in nanoseconds.
 *
 * @param timeoutNanos from its begin on a worker until it is interrupted; 0: no limit
 * @param queueTimeoutNanos from its submit until its first begin; 0: no limit
 * @param graceNanos from the interrupt until its worker is killed; 0: at once
 * @param retries how often it may be run again
 * @param backoffNanos the wait before the first retry, doubled for each further one; 0: none
 * @param maxBackoffNanos the longest such wait; 0: no bound
 * @param memoryLimit while it runs, its worker is killed if more memory is resident, in bytes; 0: no limit
 */
public record TaskLimits(
        long timeoutNanos,
        long queueTimeoutNanos,
        long graceNanos,
        int retries,
        long backoffNanos,
        long maxBackoffNanos,
        long memoryLimit) {
    /** No limits, at most once. */
    public static final TaskLimits NONE = new TaskLimits(0, 0, 0, 0, 0, 0);

    /** Without a limit to memory. */
    public TaskLimits(
            long timeoutNanos,
            long queueTimeoutNanos,
            long graceNanos,
            int retries,
            long backoffNanos,
            long maxBackoffNanos) {
        this(timeoutNanos, queueTimeoutNanos, graceNanos, retries, backoffNanos, maxBackoffNanos, 0);
    }

    public TaskLimits {
        if (timeoutNanos < 0
                || queueTimeoutNanos < 0
                || graceNanos < 0
                || retries < 0
                || backoffNanos < 0
                || maxBackoffNanos < 0
                || memoryLimit < 0) {
            throw new IllegalArgumentException("No limit of a task may be negative: timeoutNanos " + timeoutNanos
                    + ", queueTimeoutNanos " + queueTimeoutNanos + ", graceNanos " + graceNanos + ", retries " + retries
                    + ", backoffNanos " + backoffNanos + ", maxBackoffNanos " + maxBackoffNanos
                    + ", memoryLimit " + memoryLimit);
        }
    }

    /** The wait before the next attempt of a task that has begun so many times. */
    public long backoffAfter(int attempts) {
        int doublings = Math.min(attempts - 1, Long.numberOfLeadingZeros(backoffNanos) - 1);
        long wait = backoffNanos << Math.max(doublings, 0);
        return maxBackoffNanos == 0 ? wait : Math.min(wait, maxBackoffNanos);
    }
}
