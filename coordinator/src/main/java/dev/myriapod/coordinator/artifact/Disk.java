package dev.myriapod.coordinator.artifact;

import io.grpc.Status;
import io.grpc.StatusException;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One thread, so that the store needs no lock, and so that what is asked for in some order is done in that order. Work comes in
 * pieces of at most a megabyte, but for the first hash of a file that stayed; so nobody waits for long.
 */
/**
 * Does the store's work on a thread of its own, which there is only while there is work. What came of it is told on the loop.
 */
final class Disk {
    private static final Logger log = LoggerFactory.getLogger(Disk.class);
    private static final long IDLE_SECONDS = 10;
    /** Only a disk that hangs takes so long; then the program must be able to end all the same. */
    private static final long CLOSE_SECONDS = 10;

    private final Executor loop;
    private final ArtifactOptions options;
    private final LongSupplier clock;
    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadPoolExecutor thread;
    /** Written by whoever gives it the first work, or the first after a rest. Null: nobody has. */
    private volatile @Nullable Thread latest;
    /** Owned by the thread. Null: nobody has asked for anything yet. */
    private @Nullable ArtifactStore store;

    Disk(Executor loop, ArtifactOptions options, LongSupplier clock) {
        this.loop = loop;
        this.options = options;
        this.clock = clock;
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, "coordinator-artifacts-" + threads.getAndIncrement());
            made.setDaemon(true);
            latest = made;
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Something to do on the thread. */
    interface Work<T> {
        T on(ArtifactStore store) throws IOException, StatusException;
    }

    /** Returns at once. One of the two is called on the loop, unless the coordinator has ended. */
    <T> void run(Work<T> work, Consumer<T> done, Consumer<StatusException> failed) {
        try {
            thread.execute(() -> {
                Runnable news;
                try {
                    T result = work.on(store());
                    news = () -> done.accept(result);
                } catch (StatusException e) {
                    news = () -> failed.accept(e);
                } catch (IOException | RuntimeException e) {
                    StatusException said = failure(e);
                    news = () -> failed.accept(said);
                } catch (Error e) {
                    // Whoever waits for an answer gets one; the next work gets another thread.
                    StatusException said = failure(e);
                    tell(() -> failed.accept(said));
                    throw e;
                }
                tell(news);
            });
        } catch (RejectedExecutionException e) {
            log.debug("the coordinator ends", e);
            failed.accept(Status.UNAVAILABLE
                    .withDescription("The coordinator is shutting down.")
                    .asException());
        }
    }

    private void tell(Runnable news) {
        try {
            loop.execute(news);
        } catch (RejectedExecutionException e) {
            log.debug("the coordinator has ended meanwhile", e);
        }
    }

    private ArtifactStore store() throws IOException {
        ArtifactStore open = store;
        if (open == null) {
            open = ArtifactStore.open(options, clock);
            store = open;
        }
        return open;
    }

    private StatusException failure(Throwable e) {
        log.error("The store of artifacts in {} failed.", options.parent(), e);
        return Status.INTERNAL
                .withDescription("The coordinator's store of class paths in " + options.parent() + " failed (" + e
                        + "). Look at the free space and the permissions there; the coordinator's log says more.")
                .withCause(e)
                .asException();
    }

    /** Ends the thread, and the store with it; returns when they are gone. Not on the loop. Idempotent. */
    void close() {
        try {
            thread.execute(this::closeStore);
        } catch (RejectedExecutionException e) {
            log.trace("closed before", e);
        }
        thread.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                    log.error(
                            "The store of artifacts in {} is still busy {} s after it should have ended: the disk"
                                    + " hangs. What it leaves is removed when a coordinator starts there again.",
                            options.parent(),
                            CLOSE_SECONDS);
                }
                Thread last = latest;
                if (last != null) {
                    // It has done its work, and has yet to return.
                    last.join(TimeUnit.SECONDS.toMillis(1));
                }
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeStore() {
        ArtifactStore open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.warn("The store of artifacts in {} could not be closed.", options.parent(), e);
            }
        }
    }
}
