package dev.myriapod.embedded;

import dev.myriapod.agent.directory.RuntimeDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the runtime directory and binds the coordinator's socket in it, once, when somebody first needs them. */
final class SocketOpening {
    /** Making a directory and binding take milliseconds; a file system that needs longer hangs. */
    private static final long WAIT_SECONDS = 10;

    private static final Logger log = LoggerFactory.getLogger(SocketOpening.class);

    private final RuntimeDirectory directory;
    private final Listening listening;
    private final Consumer<Path> afterwards;
    private final ThreadFactory threads;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    /** Down when {@link #ready} is about to be done. */
    private final CountDownLatch opened = new CountDownLatch(1);
    /** Down when its thread has nothing more to do. */
    private final CountDownLatch left = new CountDownLatch(1);

    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * Nothing is opened yet.
     *
     * @param afterwards is called with the socket when it takes connections, and before {@link #undo} returns
     */
    SocketOpening(RuntimeDirectory directory, Listening listening, Consumer<Path> afterwards, ThreadFactory threads) {
        this.directory = directory;
        this.listening = listening;
        this.afterwards = afterwards;
        this.threads = threads;
    }

    /** Begins if nobody has; never blocks. Done when the socket takes connections; fails with a message for the user. */
    CompletionStage<Void> begin() {
        if (begun.compareAndSet(false, true)) {
            try {
                Thread thread = threads.newThread(this::open);
                thread.setName("coordinator-listen");
                thread.setDaemon(true);
                thread.start();
            } catch (RuntimeException | Error e) {
                end(new IOException(
                        "There is no thread to open the cluster's socket (" + e
                                + "). Raise the limit (ulimit -u, or pids"
                                + " of the container), or let the program have fewer threads.",
                        e));
            }
        }
        return ready;
    }

    /** Removes the directory, if it was made. Waits for a moment if it is in the making. */
    void undo() {
        if (!begun.get()) {
            return;
        }
        if (await(opened)) {
            directory.delete();
            await(left);
        } else {
            log.error(
                    "The runtime directory {} is still in the making after {} s; it stays until the next cluster starts."
                            + " Is its file system dead?",
                    directory.path(),
                    WAIT_SECONDS);
        }
    }

    /** Whether it came to an end, well or not. An interrupt is kept for later. */
    private static boolean await(CountDownLatch end) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        boolean interrupted = false;
        while (true) {
            try {
                boolean ended = end.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return ended;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void end(@Nullable IOException failure) {
        opened.countDown();
        if (failure == null) {
            ready.complete(null);
        } else {
            left.countDown();
            ready.completeExceptionally(failure);
        }
    }

    private void open() {
        try {
            directory.create();
        } catch (IOException | RuntimeException | Error e) {
            end(new IOException(
                    "The cluster's runtime directory " + directory.path() + " could not be made (" + e
                            + "). Is the disk full, or the place not writable? Another one can be chosen by"
                            + " LocalOptions.withRuntimeDirectory.",
                    e));
            return;
        }
        try {
            listening.listen(directory.socket());
        } catch (IOException | RuntimeException | Error e) {
            end(new IOException("The cluster's socket could not be opened. " + e.getMessage(), e));
            return;
        }
        end(null);
        try {
            afterwards.accept(directory.socket());
        } finally {
            left.countDown();
        }
    }

    /** The coordinator's part. */
    @FunctionalInterface
    interface Listening {
        void listen(Path socket) throws IOException;
    }
}
