package dev.myriapod;

import dev.myriapod.shared.pipe.Waitable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * A function in a process of its own: Python's {@code multiprocessing.Process}. Made by {@link Myriapod#process}, begun
 * by {@link #start()}. All methods may be called from any thread.
 *
 * <p>The child runs the function, waits for its own non-daemon threads, runs its shutdown hooks and exits: with 0, with
 * 1 if the function threw (the stack trace goes to its standard error), or with what {@code System.exit} was given.
 */
public interface ChildProcess extends Waitable, AutoCloseable {
    /**
     * Starts the process; returns when it exists. Returns this.
     *
     * @throws IllegalStateException if it was started before
     * @throws dev.myriapod.failure.MyriapodException if it cannot be created
     */
    ChildProcess start();

    /** Its name. */
    String name();

    /** Whether it is ended with its parent (true) or waited for at the end of the program (false). */
    boolean daemon();

    /**
     * Its process id.
     *
     * @throws IllegalStateException before {@link #start()}
     */
    long pid();

    /** Whether it has been started and has not ended. */
    boolean isAlive();

    /**
     * Empty before it ended; then its exit code, or {@code -N} if signal N ended it. (A JVM cannot tell an exit with 128 + N
     * from a death by signal N, nor do its children need to know: both are given as {@code -N}.)
     */
    OptionalInt exitCode();

    /**
     * Waits until it has ended and all that it printed was handed to its output handler.
     *
     * @throws IllegalStateException before {@link #start()}
     */
    void join() throws InterruptedException;

    /**
     * As {@link #join()}, at most so long; a timeout of zero or less only looks.
     *
     * @return whether it has ended
     */
    boolean join(Duration timeout) throws InterruptedException;

    /**
     * Completed with this process when it has ended, on a thread for callbacks; if it could not be created, with what
     * {@link #start()} fails for. Cannot be completed from outside.
     */
    CompletionStage<ChildProcess> onExit();

    /**
     * SIGINT, as Ctrl-C: to it and its descendants. Nothing happens if it has ended, or if this program itself was started
     * with SIGINT ignored, as scripts do with what they start by {@code &}: its children inherit that. Then use
     * {@link #terminate()}.
     */
    void interrupt();

    /** SIGTERM: shutdown hooks run. To it and its descendants. Nothing happens if it has ended. */
    void terminate();

    /** SIGKILL: nothing runs. To it and its descendants. Nothing happens if it has ended. */
    void kill();

    /**
     * Lets go of it. A second call does nothing; every other method but {@link #name()} then throws.
     *
     * @throws IllegalStateException if it is still running: join or kill it first
     */
    @Override
    void close();

    /** The process that this code runs in. */
    static ProcessInfo current() {
        return new ProcessInfo(
                System.getProperty("myriapod.process.name", "MainProcess"),
                ProcessHandle.current().pid(),
                Boolean.getBoolean("myriapod.process.daemon"));
    }

    /** The process that started this one through Myriapod; empty in a program's own JVM. */
    static Optional<ProcessInfo> parent() {
        String pid = System.getProperty("myriapod.parent.pid");
        return pid == null
                ? Optional.empty()
                : Optional.of(new ProcessInfo(
                        System.getProperty("myriapod.parent.name", "MainProcess"),
                        Long.parseLong(pid),
                        Boolean.getBoolean("myriapod.parent.daemon")));
    }
}
