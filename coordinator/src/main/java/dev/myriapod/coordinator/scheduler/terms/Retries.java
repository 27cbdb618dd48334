package dev.myriapod.coordinator.scheduler.terms;

/**
 * How often a task may be run again; durations in nanoseconds.
 *
 * @param limit how often at most
 * @param backoffNanos the wait before the first retry, doubled for each further one; 0: none
 * @param maxBackoffNanos the longest such wait; 0: no bound
 * @param maxWorkerDeaths it is not run again once so many workers have died with it; 0: no such limit
 */
public record Retries(int limit, long backoffNanos, long maxBackoffNanos, int maxWorkerDeaths) {
    /** At most once. */
    public static final Retries NONE = new Retries(0, 0, 0, 0);

    public Retries {
        if (limit < 0 || backoffNanos < 0 || maxBackoffNanos < 0 || maxWorkerDeaths < 0) {
            throw new IllegalArgumentException("No limit of a task's retries may be negative: limit " + limit
                    + ", backoffNanos " + backoffNanos + ", maxBackoffNanos " + maxBackoffNanos + ", maxWorkerDeaths "
                    + maxWorkerDeaths);
        }
    }

    /** The wait before the next attempt of a task that has begun so many times. */
    public long backoffAfter(int attempts) {
        int doublings = Math.min(attempts - 1, Long.numberOfLeadingZeros(backoffNanos) - 1);
        long wait = backoffNanos << Math.max(doublings, 0);
        return maxBackoffNanos == 0 ? wait : Math.min(wait, maxBackoffNanos);
    }
}
