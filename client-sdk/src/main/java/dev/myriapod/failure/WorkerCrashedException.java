package dev.myriapod.failure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The worker's process ended while the task ran: a signal, {@code System.exit}, a crash in native code, or memory
 * exhausted. The pool has replaced the worker; tasks that had not begun there went on elsewhere. The task may have had
 * effects; it was not run again unless its options asked for retries.
 */
public class WorkerCrashedException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    private final ProcessDeath death;
    private final boolean outOfMemory;
    /** 0: that was not why. */
    private final long memoryLimit;

    /** Made by the SDK. */
    public WorkerCrashedException(
            String message, TaskRun run, ProcessDeath death, boolean outOfMemory, OptionalLong memoryLimit) {
        super(message, run, null);
        this.death = death;
        this.outOfMemory = outOfMemory;
        this.memoryLimit = memoryLimit.orElse(0);
    }

    /** The exit code as Python gives it: {@code -N} where signal N ended the process. */
    public int exitCode() {
        return death.exitCode();
    }

    /** The signal that ended the process, if one did. */
    public OptionalInt signal() {
        return death.exitCode() < 0 ? OptionalInt.of(-death.exitCode()) : OptionalInt.empty();
    }

    /**
     * The memory limit, in bytes, if the worker was killed because more of its memory was resident: the pool's or that of a
     * task that ran there; the message says whose, and how much it had.
     */
    public OptionalLong memoryLimit() {
        return memoryLimit == 0 ? OptionalLong.empty() : OptionalLong.of(memoryLimit);
    }

    /** Whether the JVM ended itself because its heap, or another part of its memory, was exhausted. */
    public boolean outOfMemory() {
        return outOfMemory;
    }

    /** The worker's last lines on standard error, oldest first, at most 100. */
    public List<String> stderr() {
        return death.stderr();
    }

    /**
     * The JVM's fatal error log, if it left one; the message quotes its first lines. It lies in the cluster's runtime
     * directory and goes with the cluster: to keep such logs, give the pool's JVMs {@code -XX:ErrorFile=/some/place/hs_err_%p.log}.
     */
    public Optional<Path> hsErr() {
        return death.hsErr().isEmpty() ? Optional.empty() : Optional.of(Path.of(death.hsErr()));
    }

    /** All of it as a record. */
    public ProcessDeath death() {
        return death;
    }
}
