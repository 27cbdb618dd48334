package dev.myriapod;

import dev.myriapod.output.OutputHandler;
import java.time.Duration;

/**
 * What a child process is. {@link #defaults()}: a name of its own, not a daemon, a default JVM, frozen after
 * 10 s.
 *
 * @param name what {@link ChildProcess#name()} says; empty: {@code Process-1}, {@code Process-2}, …
 * @param daemon true: it is ended when its parent ends; false: the parent's program waits for it at exit
 * @param jvm which JVM to start, and how
 * @param output where what it prints goes
 * @param liveness how long it may stay silent before it counts as frozen and is killed, at least 2 s. Its own function does
 *     not silence it; what stops its whole JVM does, such as a signal or a debugger that suspends it
 */
public record ProcessOptions(String name, boolean daemon, JvmOptions jvm, OutputHandler output, Duration liveness) {
    private static final Duration LEAST_LIVENESS = Duration.ofSeconds(2);

    private static final ProcessOptions DEFAULTS =
            new ProcessOptions("", false, JvmOptions.defaults(), OutputHandler.inherit(), Duration.ofSeconds(10));

    public ProcessOptions {
        if (liveness.compareTo(LEAST_LIVENESS) < 0) {
            throw new IllegalArgumentException(
                    "liveness must be at least 2 s, as processes are asked once a second; got " + liveness);
        }
    }

    /** A name of its own, not a daemon, a default JVM. */
    public static ProcessOptions defaults() {
        return DEFAULTS;
    }

    /** Another name. */
    public ProcessOptions withName(String newName) {
        return new ProcessOptions(newName, daemon, jvm, output, liveness);
    }

    /** Ended with its parent, or waited for. */
    public ProcessOptions withDaemon(boolean newDaemon) {
        return new ProcessOptions(name, newDaemon, jvm, output, liveness);
    }

    /** Another JVM. */
    public ProcessOptions withJvm(JvmOptions newJvm) {
        return new ProcessOptions(name, daemon, newJvm, output, liveness);
    }

    /** Another place for what it prints. */
    public ProcessOptions withOutput(OutputHandler newOutput) {
        return new ProcessOptions(name, daemon, jvm, newOutput, liveness);
    }

    /** Killed after another time of silence, at least 2 s. */
    public ProcessOptions withLiveness(Duration newLiveness) {
        return new ProcessOptions(name, daemon, jvm, output, newLiveness);
    }
}
