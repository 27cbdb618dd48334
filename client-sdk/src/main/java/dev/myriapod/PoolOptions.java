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
 * @param requireSlots on a cluster whose hosts do not offer {@code size} slots the pool is broken at once. Otherwise it gets
 *     fewer workers, its fair share of what there is and maybe none, and grows when hosts come or other pools go; its tasks
 *     wait meanwhile. An embedded cluster has as many slots as anybody likes
 */
public record PoolOptions(
        String name,
        int size,
        JvmOptions jvm,
        Workers workers,
        OutputHandler output,
        BackPressure backPressure,
        OptionalInt maxExtraWorkers,
        boolean requireSlots) {
    private static final PoolOptions DEFAULTS = new PoolOptions(
            "",
            0,
            JvmOptions.defaults(),
            Workers.DEFAULTS,
            OutputHandler.inherit(),
            BackPressure.DEFAULT,
            OptionalInt.empty(),
            false);

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
     * @param spares how many more workers are kept started and ready, and take the place of one that dies or is replaced
     * @param initializer what each worker calls before its first task; if it throws, the pool is broken
     * @param recycling when a worker is replaced in order
     * @param limits when a worker is killed
     */
    public record Workers(
            int threads, int spares, Optional<RemoteRunnable> initializer, Recycling recycling, Limits limits) {
        /** One thread, no spares, no initializer, never replaced, frozen after 10 s, started within 60 s. */
        public static final Workers DEFAULTS = new Workers(1, 0, Optional.empty(), Recycling.NEVER, Limits.DEFAULTS);

        public Workers {
            if (threads < 1) {
                throw new IllegalArgumentException("threadsPerWorker must be at least 1, got " + threads);
            }
            if (spares < 0) {
                throw new IllegalArgumentException("spares must not be negative, got " + spares);
            }
        }
    }

    /**
     * When a worker is replaced in order: between two of its tasks, as soon as another one is ready, so that none is
     * interrupted and none waits for a start. After a {@link VirtualMachineError} in a task it always is.
     *
     * @param maxTasks after it began so many tasks, never one more; 0: no limit
     * @param maxAge so long after its start, at least 1 s
     * @param maxMemory when more of its memory is resident, in bytes; 0: no limit
     * @param maxHeapAfterCollection when a garbage collection has left more in its heap, in bytes; 0: no limit
     */
    public record Recycling(int maxTasks, Optional<Duration> maxAge, long maxMemory, long maxHeapAfterCollection) {
        /** Without limits. */
        public static final Recycling NEVER = new Recycling(0, Optional.empty(), 0, 0);

        public Recycling {
            if (maxTasks < 0) {
                throw new IllegalArgumentException("maxTasksPerWorker must be positive, got " + maxTasks);
            }
            if (maxAge.isPresent() && maxAge.get().compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException(
                        "maxWorkerAge must be at least 1 s, as a worker takes a part of that to start; got "
                                + maxAge.get());
            }
            if (maxMemory < 0 || maxHeapAfterCollection < 0) {
                throw new IllegalArgumentException("maxWorkerMemory and maxHeapAfterCollection must be positive, got "
                        + maxMemory + " and " + maxHeapAfterCollection);
            }
        }
    }

    /**
     * When a worker is killed; what it runs then fails with a {@link dev.myriapod.failure.WorkerCrashedException}.
     *
     * @param liveness when it was silent for so long, and therefore counts as frozen
     * @param startTimeout when it takes longer from its start until its initializer is through
     * @param memory when more of its memory is resident after it began a task, in bytes; 0: no limit
     */
    public record Limits(Duration liveness, Duration startTimeout, long memory) {
        /** Frozen after 10 s, started within 60 s, any amount of memory. */
        public static final Limits DEFAULTS = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 0);

        public Limits {
            if (liveness.compareTo(Duration.ofSeconds(2)) < 0) {
                throw new IllegalArgumentException(
                        "liveness must be at least 2 s, as workers are asked once a second; got " + liveness);
            }
            if (startTimeout.isNegative() || startTimeout.isZero()) {
                throw new IllegalArgumentException("startTimeout must be positive, got " + startTimeout);
            }
            if (memory < 0) {
                throw new IllegalArgumentException("memoryLimit must be positive, got " + memory);
            }
        }
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private String name;
        private int size;
        private JvmOptions jvm;
        private Workers workers;
        private OutputHandler output;
        private BackPressure backPressure;
        private OptionalInt maxExtraWorkers;
        private boolean requireSlots;

        private Builder(PoolOptions options) {
            name = options.name;
            size = options.size;
            jvm = options.jvm;
            workers = options.workers;
            output = options.output;
            backPressure = options.backPressure;
            maxExtraWorkers = options.maxExtraWorkers;
            requireSlots = options.requireSlots;
        }

        /** For people: in thread names and messages. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** How many workers, at least 1. */
        public Builder size(int size) {
            if (size < 1) {
                throw new IllegalArgumentException("A pool needs at least one worker, got size " + size);
            }
            this.size = size;
            return this;
        }

        /** Which JVMs to start, and how. */
        public Builder jvm(JvmOptions jvm) {
            this.jvm = jvm;
            return this;
        }

        /** More options for the {@code java} command, such as {@code -Xmx512m}. */
        public Builder jvmOptions(String... more) {
            return jvm(jvm.withOptions(more));
        }

        /** How workers live. */
        public Builder workers(Workers workers) {
            this.workers = workers;
            return this;
        }

        /** How many tasks a worker runs at once. */
        public Builder threadsPerWorker(int threads) {
            Workers old = workers;
            return workers(new Workers(threads, old.spares, old.initializer, old.recycling, old.limits));
        }

        /** How many workers beyond the size are kept started and ready for the place of another. */
        public Builder spares(int spares) {
            Workers old = workers;
            return workers(new Workers(old.threads, spares, old.initializer, old.recycling, old.limits));
        }

        /** What each worker calls before its first task. It may capture at most 1 MiB. */
        public Builder initializer(RemoteRunnable initializer) {
            Workers old = workers;
            return workers(new Workers(old.threads, old.spares, Optional.of(initializer), old.recycling, old.limits));
        }

        /** When a worker is replaced in order. */
        public Builder recycling(Recycling recycling) {
            Workers old = workers;
            return workers(new Workers(old.threads, old.spares, old.initializer, recycling, old.limits));
        }

        /** When a worker is killed. */
        public Builder limits(Limits limits) {
            Workers old = workers;
            return workers(new Workers(old.threads, old.spares, old.initializer, old.recycling, limits));
        }

        /** A worker is replaced after it began so many tasks, at least 1. */
        public Builder maxTasksPerWorker(int tasks) {
            requirePositive("maxTasksPerWorker", tasks);
            Recycling old = workers.recycling;
            return recycling(new Recycling(tasks, old.maxAge, old.maxMemory, old.maxHeapAfterCollection));
        }

        /** A worker is replaced so long after its start, at least 1 s. */
        public Builder maxWorkerAge(Duration age) {
            Recycling old = workers.recycling;
            return recycling(new Recycling(old.maxTasks, Optional.of(age), old.maxMemory, old.maxHeapAfterCollection));
        }

        /** A worker is replaced when more of its memory is resident, in bytes. */
        public Builder maxWorkerMemory(long bytes) {
            requirePositive("maxWorkerMemory", bytes);
            Recycling old = workers.recycling;
            return recycling(new Recycling(old.maxTasks, old.maxAge, bytes, old.maxHeapAfterCollection));
        }

        /** A worker is replaced when a garbage collection has left more in its heap, in bytes. */
        public Builder maxHeapAfterCollection(long bytes) {
            requirePositive("maxHeapAfterCollection", bytes);
            Recycling old = workers.recycling;
            return recycling(new Recycling(old.maxTasks, old.maxAge, old.maxMemory, bytes));
        }

        /** How long a worker may stay silent before it counts as frozen, at least 2 s. */
        public Builder liveness(Duration liveness) {
            Limits old = workers.limits;
            return limits(new Limits(liveness, old.startTimeout, old.memory));
        }

        /** How long a worker may take from its start until its initializer is through. */
        public Builder startTimeout(Duration startTimeout) {
            Limits old = workers.limits;
            return limits(new Limits(old.liveness, startTimeout, old.memory));
        }

        /** A worker is killed when more of its memory is resident, in bytes. */
        public Builder memoryLimit(long bytes) {
            requirePositive("memoryLimit", bytes);
            Limits old = workers.limits;
            return limits(new Limits(old.liveness, old.startTimeout, bytes));
        }

        /** Where what the workers print goes. */
        public Builder output(OutputHandler output) {
            this.output = output;
            return this;
        }

        /** How much may be unfinished, and what a submit does then. */
        public Builder backPressure(BackPressure backPressure) {
            this.backPressure = backPressure;
            return this;
        }

        /** How many more workers there may be while tasks wait for other tasks of the pool. */
        public Builder maxExtraWorkers(int most) {
            if (most < 0) {
                throw new IllegalArgumentException("maxExtraWorkers must not be negative, got " + most);
            }
            maxExtraWorkers = OptionalInt.of(most);
            return this;
        }

        /** Rather no pool than one with fewer workers than it asks for. */
        public Builder requireSlots(boolean required) {
            requireSlots = required;
            return this;
        }

        /** The options. */
        public PoolOptions build() {
            return new PoolOptions(name, size, jvm, workers, output, backPressure, maxExtraWorkers, requireSlots);
        }

        private static void requirePositive(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, got " + value);
            }
        }
    }
}
