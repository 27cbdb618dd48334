package dev.myriapod;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a task is to be run. {@link #defaults()}: no time limits, a grace period of one second, at most once.
 *
 * @param timeout how long it may run from its begin on a worker, decoding and encoding included; then its thread is
 *     interrupted and, after {@code gracePeriod}, the worker killed
 * @param queueTimeout how long it may wait from its submit until its first begin
 * @param gracePeriod how long it may take to end after an interrupt by timeout or cancel
 * @param retries when and how often it is run again
 * @param priority tasks with a higher number begin before those with a lower one, and in the order of their submits within
 *     one number. None waits for ever: after sixteen tasks in a row that were not the oldest one that waits, the oldest begins
 * @param chunkSize how many items of a {@code map} travel as one task; limits and retries then count for the chunk
 */
public record TaskOptions(
        Optional<Duration> timeout,
        Optional<Duration> queueTimeout,
        Duration gracePeriod,
        Retries retries,
        int priority,
        int chunkSize) {
    private static final TaskOptions DEFAULTS =
            new TaskOptions(Optional.empty(), Optional.empty(), Duration.ofSeconds(1), Retries.NONE, 0, 1);

    public TaskOptions {
        timeout.ifPresent(limit -> requirePositive("timeout", limit));
        queueTimeout.ifPresent(limit -> requirePositive("queueTimeout", limit));
        if (gracePeriod.isNegative()) {
            throw new IllegalArgumentException("gracePeriod must not be negative, got " + gracePeriod);
        }
        if (chunkSize < 1) {
            throw new IllegalArgumentException("chunkSize must be at least 1, got " + chunkSize);
        }
    }

    /** No time limits, a grace period of one second, at most once. */
    public static TaskOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return DEFAULTS.toBuilder();
    }

    /** A builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, got " + duration);
        }
    }

    /**
     * When and how often a task is run again: after a crash of its worker, after a timeout, and after the exceptions named
     * here.
     *
     * @param limit how often at most; 0: never
     * @param backoff the wait before the first retry; doubled for each further one
     * @param maxBackoff the longest such wait
     * @param on exceptions of the function that are retried as well, subclasses included
     * @param maxWorkerDeaths once so many workers have died while they ran it, the task fails even if it has retries left: it
     *     is most likely poison; 0: only {@code limit} counts. Workers that were killed on another task's account do not count
     */
    public record Retries(
            int limit,
            Duration backoff,
            Duration maxBackoff,
            List<Class<? extends Throwable>> on,
            int maxWorkerDeaths) {
        /** At most once. */
        public static final Retries NONE = new Retries(0, Duration.ofMillis(100), Duration.ofSeconds(30), List.of(), 0);

        public Retries {
            if (limit < 0) {
                throw new IllegalArgumentException("retries must not be negative, got " + limit);
            }
            if (backoff.isNegative() || maxBackoff.isNegative()) {
                throw new IllegalArgumentException("backoff must not be negative, got " + backoff + ", " + maxBackoff);
            }
            if (maxWorkerDeaths < 0) {
                throw new IllegalArgumentException("maxWorkerDeaths must not be negative, got " + maxWorkerDeaths);
            }
            on = List.copyOf(on);
        }
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private TaskOptions options;

        private Builder(TaskOptions options) {
            this.options = options;
        }

        /** How long it may run. */
        public Builder timeout(Duration timeout) {
            return set(Optional.of(timeout), options.queueTimeout, options.gracePeriod, options.retries);
        }

        /** How long it may wait for its first begin. */
        public Builder queueTimeout(Duration queueTimeout) {
            return set(options.timeout, Optional.of(queueTimeout), options.gracePeriod, options.retries);
        }

        /** How long it may take to end after an interrupt. */
        public Builder gracePeriod(Duration gracePeriod) {
            return set(options.timeout, options.queueTimeout, gracePeriod, options.retries);
        }

        /** How often it is run again after a crash or a timeout. */
        public Builder retries(int limit) {
            Retries old = options.retries;
            return retries(new Retries(limit, old.backoff, old.maxBackoff, old.on, old.maxWorkerDeaths));
        }

        /** When and how often it is run again. */
        public Builder retries(Retries retries) {
            return set(options.timeout, options.queueTimeout, options.gracePeriod, retries);
        }

        /** The wait before the first retry. */
        public Builder backoff(Duration backoff) {
            Retries old = options.retries;
            return retries(new Retries(old.limit, backoff, old.maxBackoff, old.on, old.maxWorkerDeaths));
        }

        /** The longest wait before a retry. */
        public Builder maxBackoff(Duration maxBackoff) {
            Retries old = options.retries;
            return retries(new Retries(old.limit, old.backoff, maxBackoff, old.on, old.maxWorkerDeaths));
        }

        /** One more exception of the function that is retried as well. */
        public Builder retryOn(Class<? extends Throwable> exception) {
            Retries old = options.retries;
            List<Class<? extends Throwable>> all = new ArrayList<>(old.on);
            all.add(exception);
            return retries(new Retries(old.limit, old.backoff, old.maxBackoff, all, old.maxWorkerDeaths));
        }

        /** Once so many workers have died with it, the task fails even if it has retries left. */
        public Builder maxWorkerDeaths(int deaths) {
            Retries old = options.retries;
            return retries(new Retries(old.limit, old.backoff, old.maxBackoff, old.on, deaths));
        }

        /** Tasks with a higher number begin before those with a lower one; 0 by default. */
        public Builder priority(int priority) {
            options = new TaskOptions(
                    options.timeout,
                    options.queueTimeout,
                    options.gracePeriod,
                    options.retries,
                    priority,
                    options.chunkSize);
            return this;
        }

        /** How many items of a {@code map} travel as one task. */
        public Builder chunkSize(int chunkSize) {
            options = new TaskOptions(
                    options.timeout,
                    options.queueTimeout,
                    options.gracePeriod,
                    options.retries,
                    options.priority,
                    chunkSize);
            return this;
        }

        /** The options. */
        public TaskOptions build() {
            return options;
        }

        private Builder set(
                Optional<Duration> timeout, Optional<Duration> queueTimeout, Duration grace, Retries retries) {
            options = new TaskOptions(timeout, queueTimeout, grace, retries, options.priority, options.chunkSize);
            return this;
        }
    }
}
