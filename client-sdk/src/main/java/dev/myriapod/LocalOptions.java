package dev.myriapod;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A cluster inside this JVM. {@link #defaults()} suits nearly everybody.
 *
 * @param runtimeDirectory where the cluster makes its private directory for the socket and the workers' records; by
 *     default the directory for temporary files. The path must be short: a socket's name has at most 107 bytes
 */
public record LocalOptions(Optional<Path> runtimeDirectory) {
    private static final LocalOptions DEFAULTS = new LocalOptions(Optional.empty());

    /** The directory for temporary files. */
    public static LocalOptions defaults() {
        return DEFAULTS;
    }

    /** Another place for the private directory. */
    public LocalOptions withRuntimeDirectory(Path directory) {
        return new LocalOptions(Optional.of(directory));
    }
}
