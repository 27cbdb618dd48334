package dev.myriapod.worker.departure;

import dev.myriapod.agent.tree.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/*
 * Mostly agent and coordinator are one process, and both ends are noticed at nearly the same time by two threads. Each does
 * all of its own part: which was first decides nothing but who starts the guard.
 *
 * The guard halts the JVM whatever the user's code and shutdown hooks do: a worker without an agent or a coordinator must be
 * gone within a second.
 */
/**
 * How a worker leaves when it was not asked to: at once, with everything that it started. The JVM ends with code 69. All
 * methods may be called from any thread, more than once and at the same time.
 */
public final class Departure {
    /** For everything: files, descendants, and the user's shutdown hooks. More would miss the promise of one second. */
    private static final long LEAVE_MILLIS = 800;
    /** A process that dies closes its files one after the other; the pipe's end may be seen so much after the socket's. */
    private static final long AGENT_MILLIS = 100;
    /** sysexits.h: EX_UNAVAILABLE. */
    private static final int EXIT_CODE = 69;

    private final Path runtimeDirectory;
    /** The marks of this process and its ancestors; empty if it was started by hand. */
    private final String marks;

    private final LastResort lastResort = new LastResort(Thread::new, EXIT_CODE);
    private final AtomicBoolean guarded = new AtomicBoolean();
    private final CountDownLatch filesGone = new CountDownLatch(1);

    /**
     * The departure of this process.
     *
     * @param runtimeDirectory the cluster's, removed with all that is in it when the agent is gone
     */
    public Departure(Path runtimeDirectory) {
        this.runtimeDirectory = runtimeDirectory;
        marks = System.getenv().getOrDefault(Orphans.VARIABLE, "");
    }

    /** The agent is gone, and nobody else will remove the cluster's files. Does not return while the JVM lives. */
    public void orphaned() {
        lastResort.orHalt(() -> {
            guard();
            removeRuntimeDirectory();
            filesGone.countDown();
            killStarted();
        });
        Runtime.getRuntime().exit(EXIT_CODE);
    }

    /** The coordinator is gone; the agent, if it lives, removes the files. Returns at once; fit for an event loop. */
    public void streamLost() {
        lastResort.start("leave", () -> {
            guard();
            killStarted();
            // If the agent is gone, too, the thread that sees it must not be cut off by the exit.
            boolean unused = filesGone.await(AGENT_MILLIS, TimeUnit.MILLISECONDS);
            Runtime.getRuntime().exit(EXIT_CODE);
        });
    }

    /** This JVM cannot do its work; the message says why and what to do. Does not return. No shutdown hook runs. */
    public void unable(String message) {
        lastResort.halt(message);
    }

    private void guard() {
        if (guarded.compareAndSet(false, true)) {
            lastResort.haltAfter(LEAVE_MILLIS, "leave-guard", "");
        }
    }

    private void killStarted() {
        List<ProcessHandle> descendants = ProcessHandle.current().descendants().toList();
        descendants.forEach(ProcessHandle::destroyForcibly);
        // What is left has no parent here any more, but bears the last of the marks, which is this process's own.
        String own = marks.substring(marks.lastIndexOf(' ') + 1);
        if (!own.isEmpty()) {
            Orphans.kill(own);
        }
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
}
