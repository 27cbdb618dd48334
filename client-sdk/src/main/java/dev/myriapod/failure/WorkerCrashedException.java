package dev.myriapod.failure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The worker's process ended while the task ran: a signal, {@code System.exit}, a crash in native code, or memory
 * exhausted. The pool has replaced the worker; tasks that had not begun there went on elsewhere. The task may have had
 * effects; it was not run again unless its options asked for retries.
 *
 * <p>Where it was run again and again, this is the last crash, and {@link #earlierDeaths()} has the others.
 */
public class WorkerCrashedException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    private final ProcessDeath death;
    private final ArrayList<ProcessDeath> earlier;
    private final boolean outOfMemory;
    private final boolean outcomeLost;

    /**
     * Made by the SDK.
     *
     * @param deaths how the workers ended that ran the task, oldest first; at least one
     */
    public WorkerCrashedException(
            String message, TaskRun run, List<ProcessDeath> deaths, boolean outOfMemory, boolean outcomeLost) {
        super(message, run, null);
        death = deaths.get(deaths.size() - 1);
        earlier = new ArrayList<>(deaths.subList(0, deaths.size() - 1));
        this.outOfMemory = outOfMemory;
        this.outcomeLost = outcomeLost;
    }

    /** The exit code as Python gives it: {@code -N} where signal N ended the process. */
    public int exitCode() {
        return death.exitCode();
    }

    /** The signal that ended the process, if one did. */
    public OptionalInt signal() {
        return death.exitCode() < 0 ? OptionalInt.of(-death.exitCode()) : OptionalInt.empty();
    }

    /** Whether the JVM ended because its memory was exhausted. */
    public boolean outOfMemory() {
        return outOfMemory;
    }

    /**
     * Whether the task had ended, and only its outcome was lost with the worker: it is not to blame for the death, but it has
     * had all its effects.
     */
    public boolean outcomeLost() {
        return outcomeLost;
    }

    /** How the workers ended that had run the task before, oldest first; empty unless it was run again. */
    public List<ProcessDeath> earlierDeaths() {
        return List.copyOf(earlier);
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
