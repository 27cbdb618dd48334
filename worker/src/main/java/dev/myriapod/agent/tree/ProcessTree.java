package dev.myriapod.agent.tree;

import dev.myriapod.proto.v1.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals to a process, with or without its descendants. A handle knows when its process began, so a process id that was
 * given to another process since then is never hit. Blocks for milliseconds.
 */
public final class ProcessTree {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    /** A killed process that is still there after that hangs in the kernel. */
    private static final long KILL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private ProcessTree() {}

    /** Sends the signal; returns when it was sent, for KILL with descendants when they are dead. */
    public static void signal(ProcessHandle root, Signal signal, boolean tree) {
        if (!root.isAlive()) {
            return;
        }
        // Taken before anything is sent: the children of a dead process can no longer be told from others.
        List<ProcessHandle> targets = new ArrayList<>(List.of(root));
        if (tree) {
            root.descendants().forEach(targets::add);
        }
        switch (signal) {
            case SIGNAL_INTERRUPT ->
                KillCommand.interrupt(
                        targets.stream().filter(ProcessTree::alive).toList());
            case SIGNAL_TERMINATE -> targets.forEach(ProcessHandle::destroy);
            case SIGNAL_KILL -> kill(targets, tree);
            case SIGNAL_UNSPECIFIED, UNRECOGNIZED ->
                LOG.warn("The coordinator sent a signal that this agent does not know. Use the same version for both.");
        }
    }

    /**
     * Kills them and, if asked, whatever they started: again and again, because a process that is about to be killed may
     * still fork.
     */
    static void kill(List<ProcessHandle> targets, boolean tree) {
        if (!tree) {
            targets.forEach(ProcessHandle::destroyForcibly);
            return;
        }
        Set<ProcessHandle> known = new LinkedHashSet<>(targets);
        long deadline = System.nanoTime() + KILL_NANOS;
        long pause = TimeUnit.MILLISECONDS.toNanos(1);
        List<ProcessHandle> alive = new ArrayList<>(known);
        while (!alive.isEmpty() && System.nanoTime() - deadline < 0) {
            alive.forEach(ProcessHandle::destroyForcibly);
            alive.stream().flatMap(ProcessHandle::descendants).forEach(known::add);
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            alive = known.stream().filter(ProcessTree::alive).toList();
        }
        if (!alive.isEmpty()) {
            LOG.error(
                    "Killed, but still there: processes {}. Their kernel calls hang, as on a dead network file system.",
                    Stream.of(alive)
                            .flatMap(List::stream)
                            .map(ProcessHandle::pid)
                            .toList());
        }
    }

    /** Not dead, nor dead and waiting for a parent that does not care, as in a container whose first process reaps none. */
    public static boolean alive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            // The state follows the name, which is in parentheses and may contain more of them.
            return !text.startsWith(" Z", text.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // No such file: not Linux, or gone just now.
            return process.isAlive();
        }
    }
}
