package dev.myriapod;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a task is to be run. {@link #defaults()}: no limits, a grace period of one second, at most once.
 *
 * @param limits what it may use
 * @param gracePeriod how long it may take to end after an interrupt by timeout or cancel
 * @param retries when and how often it is run again
 * @param priority tasks with a higher number begin before those with a lower one, and in the order of their submits within
 *     one number. None waits for ever: after sixteen tasks in a row that were not the oldest one that waits, the oldest begins
 * @param chunkSize how many items of a {@code map} travel as one task; limits and retries then count for the chunk. 0, the
 *     default, is as many as are worth it: for {@code map} and {@code starmap} what takes a few milliseconds together, for their
 *     asynchronous forms a share of the whole, and one item where the task has a limit or retries, and for {@code imap}
 */
public record TaskOptions(Limits limits, Duration gracePeriod, Retries retries, int priority, int chunkSize) {
    private static final TaskOptions DEFAULTS = new TaskOptions(Limits.NONE, Duration.ofSeconds(1), Retries.NONE, 0, 0);

    public TaskOptions {
        if (gracePeriod.isNegative()) {
            throw new IllegalArgumentException("gracePeriod must not be negative, got " + gracePeriod);
        }
        if (chunkSize < 0) {
            throw new IllegalArgumentException(
                    "chunkSize must be at least 1, or 0 for as many as are worth it, got " + chunkSize);
        }
    }

    /** No limits, a grace period of one second, at most once. */
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

    /** How long it may run from its begin on a worker. */
    public Optional<Duration> timeout() {
        return limits.timeout;
    }

    /** How long it may wait from its submit until its first begin. */
    public Optional<Duration> queueTimeout() {
        return limits.queueTimeout;
    }

    /** How much resident memory its worker may have while it runs, in bytes. */
    public OptionalLong memoryLimit() {
        return limits.memory;
    }

    /**
     * What a task may use.
     *
     * @param timeout how long it may run from its begin on a worker, decoding and encoding included; then its thread is
     *     interrupted and, after the grace period, the worker killed
     * @param queueTimeout how long it may wait from its submit until its first begin
     * @param memory how much resident memory its worker may have while it runs, in bytes; with more the worker is killed
     */
    public record Limits(Optional<Duration> timeout, Optional<Duration> queueTimeout, OptionalLong memory) {
        /** Without limits. */
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), OptionalLong.empty());

        public Limits {
            timeout.ifPresent(limit -> requirePositive("timeout", limit));
            queueTimeout.ifPresent(limit -> requirePositive("queueTimeout", limit));
            if (memory.isPresent() && memory.getAsLong() < 1) {
                throw new IllegalArgumentException("memoryLimit must be at least 1, got " + memory.getAsLong());
            }
        }

        private static void requirePositive(String name, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException(name + " must be positive, got " + duration);
            }
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
            Limits old = options.limits;
            return limits(new Limits(Optional.of(timeout), old.queueTimeout, old.memory));
        }

        /** How long it may wait for its first begin. */
        public Builder queueTimeout(Duration queueTimeout) {
            Limits old = options.limits;
            return limits(new Limits(old.timeout, Optional.of(queueTimeout), old.memory));
        }

        /** How much resident memory its worker may have while it runs, in bytes. */
        public Builder memoryLimit(long bytes) {
            Limits old = options.limits;
            return limits(new Limits(old.timeout, old.queueTimeout, OptionalLong.of(bytes)));
        }

        /** What it may use. */
        public Builder limits(Limits limits) {
            options =
                    new TaskOptions(limits, options.gracePeriod, options.retries, options.priority, options.chunkSize);
            return this;
        }

        /** How long it may take to end after an interrupt. */
        public Builder gracePeriod(Duration gracePeriod) {
            options =
                    new TaskOptions(options.limits, gracePeriod, options.retries, options.priority, options.chunkSize);
            return this;
        }

        /** How often it is run again after a crash or a timeout. */
        public Builder retries(int limit) {
            Retries old = options.retries;
            return retries(new Retries(limit, old.backoff, old.maxBackoff, old.on, old.maxWorkerDeaths));
        }

        /** When and how often it is run again. */
        public Builder retries(Retries retries) {
            options =
                    new TaskOptions(options.limits, options.gracePeriod, retries, options.priority, options.chunkSize);
            return this;
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
            options =
                    new TaskOptions(options.limits, options.gracePeriod, options.retries, priority, options.chunkSize);
            return this;
        }

        /** How many items of a {@code map} travel as one task; 0: as many as are worth it. */
        public Builder chunkSize(int chunkSize) {
            options =
                    new TaskOptions(options.limits, options.gracePeriod, options.retries, options.priority, chunkSize);
            return this;
        }

        /** The options. */
        public TaskOptions build() {
            return options;
        }
    }
}
