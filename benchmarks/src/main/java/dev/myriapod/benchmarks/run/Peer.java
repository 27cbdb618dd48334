package dev.myriapod.benchmarks.run;

import java.nio.file.Path;
import java.util.List;

/**
 * Somebody to be compared with.
 *
 * @param name as on the command line
 * @param command starts it; the name of the workload comes after it
 * @param version prints what it is
 */
public record Peer(String name, List<String> command, List<String> version) {
    private static final String HOME = "myriapod.benchmarks";

    /** Python's own multiprocessing, from the first {@code python3} on the path. */
    public static Peer python() {
        // bin/bench says where the module is; a test runs in there.
        Path script = Path.of(System.getProperty(HOME, ""), "python", "peer.py").toAbsolutePath();
        return new Peer("python", List.of("python3", script.toString()), List.of("python3", "--version"));
    }
}
