package dev.myriapod;

import dev.myriapod.output.OutputHandler;

/**
 * What a child process is. {@link #defaults()}: a name of its own, not a daemon, a default JVM.
 *
 * @param name what {@link ChildProcess#name()} says; empty: {@code Process-1}, {@code Process-2}, …
 * @param daemon true: it is ended when its parent ends; false: the parent's program waits for it at exit
 * @param jvm which JVM to start, and how
 * @param output where what it prints goes
 */
public record ProcessOptions(String name, boolean daemon, JvmOptions jvm, OutputHandler output) {
    private static final ProcessOptions DEFAULTS =
            new ProcessOptions("", false, JvmOptions.defaults(), OutputHandler.inherit());

    /** A name of its own, not a daemon, a default JVM. */
    public static ProcessOptions defaults() {
        return DEFAULTS;
    }

    /** Another name. */
    public ProcessOptions withName(String newName) {
        return new ProcessOptions(newName, daemon, jvm, output);
    }

    /** Ended with its parent, or waited for. */
    public ProcessOptions withDaemon(boolean newDaemon) {
        return new ProcessOptions(name, newDaemon, jvm, output);
    }

    /** Another JVM. */
    public ProcessOptions withJvm(JvmOptions newJvm) {
        return new ProcessOptions(name, daemon, newJvm, output);
    }

    /** Another place for what it prints. */
    public ProcessOptions withOutput(OutputHandler newOutput) {
        return new ProcessOptions(name, daemon, jvm, newOutput);
    }
}
