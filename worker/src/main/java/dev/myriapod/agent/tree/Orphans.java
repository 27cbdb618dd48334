package dev.myriapod.agent.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a dead process started and left running: no longer its children for the operating system, but still with its
 * mark in their environment. Linux only; elsewhere nothing is found.
 */
public final class Orphans {
    /** The environment variable with the marks of a process and of those that it descends from, blank between them. */
    public static final String VARIABLE = "MYRIAPOD_PROCESS";

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final Path PROC = Path.of("/proc");
    private static final String ASSIGNMENT = VARIABLE + "=";
    /** Each round finds what the last one's victims forked meanwhile; so many only against a deliberate attack. */
    private static final int ROUNDS = 100;

    private Orphans() {}

    /**
     * Kills every process with this mark, and their descendants; returns when they are dead. The calling process is spared:
     * it may bear the mark itself.
     */
    public static void kill(String marker) {
        Set<ProcessHandle> known = new HashSet<>();
        List<ProcessHandle> found = find(marker);
        for (int round = 0; round < ROUNDS && !found.isEmpty(); round++) {
            known.addAll(found);
            ProcessTree.kill(found, true);
            found = find(marker);
            // One that even SIGKILL did not end was reported; to try again is no use.
            found.removeAll(known);
        }
    }

    private static List<ProcessHandle> find(String marker) {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (marked(process, marker)) {
                    // Looked at again with the handle in hand: the id may have gone to another process meanwhile.
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .filter(handle -> !handle.equals(ProcessHandle.current()) && marked(process, marker))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: processes that a dead one started may be left running.", PROC, e);
        }
        return found;
    }

    private static boolean marked(Path process, String marker) {
        String environment;
        try {
            environment = new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Another user's, or gone: not ours either way.
            LOG.trace("{} cannot be looked at.", process, e);
            return false;
        }
        if (!environment.contains(marker)) {
            return false;
        }
        return Arrays.stream(environment.split("\0", -1))
                .filter(variable -> variable.startsWith(ASSIGNMENT))
                .flatMap(variable ->
                        Arrays.stream(variable.substring(ASSIGNMENT.length()).split(" ", -1)))
                .anyMatch(marker::equals);
    }
}
