package dev.myriapod.agent.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes archives, one after the other, on a thread that is there while there is something to make. Stopped by an interrupt. */
final class ArchiveMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveMaker.class);

    private final ArchiveDirectory archives;
    /** Guarded by this. */
    private final Queue<Order> orders = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean stopped;
    /** Guarded by this. Null: nothing is being made. */
    private @Nullable Thread thread;

    private record Order(JvmKind kind, String key) {}

    ArchiveMaker(ArchiveDirectory archives) {
        this.archives = archives;
    }

    /** Returns at once. After {@link #stop} nothing happens. */
    synchronized void want(JvmKind kind, String key) {
        if (stopped) {
            return;
        }
        orders.add(new Order(kind, key));
        if (thread == null) {
            // Inherits nothing of the caller, whose thread locals are of no concern here.
            thread = new Thread(null, this::work, "agent-archive", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void stop() {
        stopped = true;
        orders.clear();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits until the thread is gone; an interrupt is kept for later. */
    void awaitEnd() {
        Thread working;
        synchronized (this) {
            working = thread;
        }
        boolean interrupted = false;
        while (working != null && working.isAlive()) {
            try {
                working.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        for (Order order = next(); order != null; order = next()) {
            try {
                make(order);
            } catch (InterruptedException e) {
                LOG.debug("an archive was not finished, as its cluster closed", e);
            } catch (IOException | RuntimeException e) {
                LOG.debug("no archive was made", e);
            }
        }
    }

    private synchronized @Nullable Order next() {
        Order next = orders.poll();
        if (next == null || stopped) {
            thread = null;
            return null;
        }
        return next;
    }

    private void make(Order order) throws IOException, InterruptedException {
        if (archives.isSettled(order.key())) {
            return;
        }
        Optional<Workshop> claimed = archives.claim();
        if (claimed.isEmpty()) {
            return;
        }
        try (Workshop workshop = claimed.get()) {
            // Another program may have made it while this one was on its way here.
            if (!archives.isSettled(order.key())) {
                make(order, workshop.path());
            }
        } catch (InterruptedException e) {
            archives.cutShort(order.key());
            throw e;
        }
    }

    private void make(Order order, Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        boolean hurried = archives.wasCutShort(order.key());
        for (Step step : Step.values()) {
            int code = ArchiveJvm.run(step.command(order.kind(), directory), directory, log, hurried);
            if (code != 0) {
                archives.giveUp(order.key(), step + " ended with " + code + ":\n" + Files.readString(log));
                return;
            }
        }
        archives.publish(Step.archive(directory), order.key());
    }
}
