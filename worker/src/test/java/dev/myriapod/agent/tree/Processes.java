package dev.myriapod.agent.tree;

import java.nio.file.Path;

/** Processes that are not children of this one. */
public final class Processes {
    private Processes() {}

    /** Whether it runs; a dead one that nobody reaps, as in some containers, does not. */
    public static boolean alive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessTree::alive).isPresent();
    }

    /** Whether this JVM was started so that it, and all that it starts, ignores SIGINT. */
    public static boolean interruptsIgnored() throws java.io.IOException {
        return java.nio.file.Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(ignored -> (ignored & (1 << (2 - 1))) != 0);
    }
}
