package dev.myriapod;

import dev.myriapod.admission.BackPressure;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.output.OutputHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a pool is made of. {@link #defaults()}: as many workers as CPUs, one task at a time each, default JVMs.
 *
 * @param name for people: in thread names and messages
 * @param size how many workers; 0: as many as {@link Myriapod#cpuCount()}
 * @param jvm which JVMs to start, and how
 * @param workers how they live
 * @param output where what they print goes
 * @param backPressure how much may be unfinished, and what a submit does then
 * @param maxExtraWorkers how many more workers there may be while tasks wait for other tasks of the pool; empty: three times
 *     the size. A pool whose tasks wait n levels deep needs n - 1 times its size, or its deepest waits end with a {@link
 *     dev.myriapod.failure.DeadlockException}; they are started when they are needed, and leave soon after
 */
public record PoolOptions(
        String name,
        int size,
        JvmOptions jvm,
        Workers workers,
        OutputHandler output,
        BackPressure backPressure,
        OptionalInt maxExtraWorkers) {
    private static final PoolOptions DEFAULTS = new PoolOptions(
            "",
            0,
            JvmOptions.defaults(),
            Workers.DEFAULTS,
            OutputHandler.inherit(),
            BackPressure.DEFAULT,
            OptionalInt.empty());

    public PoolOptions {
        if (size < 0) {
            throw new IllegalArgumentException("A pool needs at least one worker, got size " + size);
        }
        if (maxExtraWorkers.orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "maxExtraWorkers must not be negative, got " + maxExtraWorkers.getAsInt());
        }
    }

    /** As many workers as CPUs, one task at a time each, default JVMs. */
    public static PoolOptions defaults() {
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

    /**
     * How workers live.
     *
     * @param threads how many tasks a worker runs at once; leave it at 1 unless the code is thread-safe and cheap to lose:
     *     a kill ends all that run there
     * @param initializer what each worker calls before its first task; if it throws, the pool is broken
     * @param maxTasks a worker is replaced after it began so many tasks; 0: never
     * @param liveness how long a worker may stay silent before it counts as frozen and is killed
     * @param startTimeout how long a worker may take from its start until its initializer is through
     */
    public record Workers(
            int threads, Optional<RemoteRunnable> initializer, int maxTasks, Duration liveness, Duration startTimeout) {
        /** One thread, no initializer, never replaced, frozen after 10 s, started within 60 s. */
        public static final Workers DEFAULTS =
                new Workers(1, Optional.empty(), 0, Duration.ofSeconds(10), Duration.ofSeconds(60));

        public Workers {
            if (threads < 1) {
                throw new IllegalArgumentException("threadsPerWorker must be at least 1, got " + threads);
            }
            if (maxTasks < 0) {
                throw new IllegalArgumentException("maxTasksPerWorker must be positive, got " + maxTasks);
            }
            if (liveness.compareTo(Duration.ofSeconds(2)) < 0) {
                throw new IllegalArgumentException(
                        "liveness must be at least 2 s, as workers are asked once a second; got " + liveness);
            }
            if (startTimeout.isNegative() || startTimeout.isZero()) {
                throw new IllegalArgumentException("startTimeout must be positive, got " + startTimeout);
            }
        }
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private PoolOptions options;

        private Builder(PoolOptions options) {
            this.options = options;
        }

        /** For people: in thread names and messages. */
        public Builder name(String name) {
            options = new PoolOptions(
                    name,
                    options.size,
                    options.jvm,
                    options.workers,
                    options.output,
                    options.backPressure,
                    options.maxExtraWorkers);
            return this;
        }

        /** How many workers, at least 1. */
        public Builder size(int size) {
            if (size < 1) {
                throw new IllegalArgumentException("A pool needs at least one worker, got size " + size);
            }
            options = new PoolOptions(
                    options.name,
                    size,
                    options.jvm,
                    options.workers,
                    options.output,
                    options.backPressure,
                    options.maxExtraWorkers);
            return this;
        }

        /** Which JVMs to start, and how. */
        public Builder jvm(JvmOptions jvm) {
            options = new PoolOptions(
                    options.name,
                    options.size,
                    jvm,
                    options.workers,
                    options.output,
                    options.backPressure,
                    options.maxExtraWorkers);
            return this;
        }

        /** More options for the {@code java} command, such as {@code -Xmx512m}. */
        public Builder jvmOptions(String... more) {
            return jvm(options.jvm.withOptions(more));
        }

        /** How workers live. */
        public Builder workers(Workers workers) {
            options = new PoolOptions(
                    options.name,
                    options.size,
                    options.jvm,
                    workers,
                    options.output,
                    options.backPressure,
                    options.maxExtraWorkers);
            return this;
        }

        /** How many tasks a worker runs at once. */
        public Builder threadsPerWorker(int threads) {
            Workers old = options.workers;
            return workers(new Workers(threads, old.initializer, old.maxTasks, old.liveness, old.startTimeout));
        }

        /** What each worker calls before its first task. It may capture at most 1 MiB. */
        public Builder initializer(RemoteRunnable initializer) {
            Workers old = options.workers;
            return workers(
                    new Workers(old.threads, Optional.of(initializer), old.maxTasks, old.liveness, old.startTimeout));
        }

        /** A worker is replaced after it began so many tasks, at least 1. */
        public Builder maxTasksPerWorker(int tasks) {
            if (tasks < 1) {
                throw new IllegalArgumentException("maxTasksPerWorker must be at least 1, got " + tasks);
            }
            Workers old = options.workers;
            return workers(new Workers(old.threads, old.initializer, tasks, old.liveness, old.startTimeout));
        }

        /** How long a worker may stay silent before it counts as frozen, at least 2 s. */
        public Builder liveness(Duration liveness) {
            Workers old = options.workers;
            return workers(new Workers(old.threads, old.initializer, old.maxTasks, liveness, old.startTimeout));
        }

        /** How long a worker may take from its start until its initializer is through. */
        public Builder startTimeout(Duration startTimeout) {
            Workers old = options.workers;
            return workers(new Workers(old.threads, old.initializer, old.maxTasks, old.liveness, startTimeout));
        }

        /** Where what the workers print goes. */
        public Builder output(OutputHandler output) {
            options = new PoolOptions(
                    options.name,
                    options.size,
                    options.jvm,
                    options.workers,
                    output,
                    options.backPressure,
                    options.maxExtraWorkers);
            return this;
        }

        /** How much may be unfinished, and what a submit does then. */
        public Builder backPressure(BackPressure backPressure) {
            options = new PoolOptions(
                    options.name,
                    options.size,
                    options.jvm,
                    options.workers,
                    options.output,
                    backPressure,
                    options.maxExtraWorkers);
            return this;
        }

        /** How many more workers there may be while tasks wait for other tasks of the pool. */
        public Builder maxExtraWorkers(int most) {
            options = new PoolOptions(
                    options.name,
                    options.size,
                    options.jvm,
                    options.workers,
                    options.output,
                    options.backPressure,
                    OptionalInt.of(most));
            return this;
        }

        /** The options. */
        public PoolOptions build() {
            return options;
        }
    }
}
