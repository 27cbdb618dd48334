package dev.myriapod.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/*
 * The guard thread halts the JVM whatever the user's code and shutdown hooks do: a worker without an agent or a
 * coordinator must be gone within a second.
 */
/** How a worker leaves when it was not asked to: at once, with everything that it started. */
final class Departure {
    /** Time for the user's shutdown hooks. More would miss the promise of one second. */
    private static final long HOOKS_MILLIS = 500;
    /** sysexits.h: EX_UNAVAILABLE. */
    private static final int EXIT_CODE = 69;

    private final Path runtimeDirectory;
    private final AtomicBoolean leaving = new AtomicBoolean();

    Departure(Path runtimeDirectory) {
        this.runtimeDirectory = runtimeDirectory;
    }

    /** The agent is gone, and nobody else will remove the cluster's files. */
    void orphaned() {
        if (leaving.compareAndSet(false, true)) {
            killDescendants();
            removeRuntimeDirectory();
            exit();
        }
    }

    /** The coordinator is gone; the agent, if it lives, removes the files. */
    void streamLost() {
        if (leaving.compareAndSet(false, true)) {
            Thread leave = new Thread(
                    () -> {
                        killDescendants();
                        exit();
                    },
                    "leave");
            leave.setDaemon(true);
            leave.start();
        }
    }

    private static void killDescendants() {
        List<ProcessHandle> descendants = ProcessHandle.current().descendants().toList();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private void removeRuntimeDirectory() {
        // Several workers do this at once: what one finds missing another has removed.
        for (int attempt = 0; attempt < 3 && Files.exists(runtimeDirectory); attempt++) {
            try (Stream<Path> tree = Files.walk(runtimeDirectory)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | RuntimeException e) {
                // A file came or went meanwhile: look again. What cannot be removed is swept by the next cluster's
                // start.
            }
        }
    }

    private static void exit() {
        Thread guard = new Thread(
                () -> {
                    try {
                        Thread.sleep(HOOKS_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(EXIT_CODE);
                },
                "leave-guard");
        guard.setDaemon(true);
        guard.start();
        Runtime.getRuntime().exit(EXIT_CODE);
    }
}
