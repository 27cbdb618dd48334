package dev.myriapod;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which JVM to start, and how. {@link #defaults()}: this JVM's Java and class path, no further options, this process's
 * environment and working directory.
 *
 * @param javaHome the home of the Java that runs it
 * @param classPath jars and directories in order; empty: this JVM's own
 * @param options options for the {@code java} command, such as {@code -Xmx512m}
 * @param environment variables to set; an empty value drops the variable
 * @param workingDirectory where it runs
 */
public record JvmOptions(
        Optional<Path> javaHome,
        List<Path> classPath,
        List<String> options,
        Map<String, String> environment,
        Optional<Path> workingDirectory) {
    private static final JvmOptions DEFAULTS =
            new JvmOptions(Optional.empty(), List.of(), List.of(), Map.of(), Optional.empty());

    public JvmOptions {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** This JVM's Java and class path, no further options, this process's environment and working directory. */
    public static JvmOptions defaults() {
        return DEFAULTS;
    }

    /** These options and more for the {@code java} command. */
    public JvmOptions withOptions(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JvmOptions(javaHome, classPath, all, environment, workingDirectory);
    }

    /** Another class path. */
    public JvmOptions withClassPath(List<Path> entries) {
        return new JvmOptions(javaHome, entries, options, environment, workingDirectory);
    }

    /** Another Java. */
    public JvmOptions withJavaHome(Path home) {
        return new JvmOptions(Optional.of(home), classPath, options, environment, workingDirectory);
    }

    /** One more variable; an empty value drops it. */
    public JvmOptions withEnvironment(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(name, value);
        return new JvmOptions(javaHome, classPath, options, all, workingDirectory);
    }

    /** Another working directory. */
    public JvmOptions withWorkingDirectory(Path directory) {
        return new JvmOptions(javaHome, classPath, options, environment, Optional.of(directory));
    }
}
