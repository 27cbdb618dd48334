package dev.myriapod.client.callback;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Callbacks wait in one queue, and a thread takes the next one when it begins: so none is lost and none runs twice, whatever
 * became of the start of a thread. What is missing is a number, not a particular thread.
 */
/**
 * Runs callbacks, each on a thread of its own, so that a slow one delays no other: virtual threads where the JDK has
 * them; {@value PlatformThreads#MOST} daemon threads elsewhere, and one more for each that waits for a future. Callbacks
 * beyond that wait. Threads are named {@code myriapod-callback-N}. One per cluster. Thread-safe.
 */
public final class CallbackExecutor implements Executor, AutoCloseable {
    static final String THREAD_NAME = "myriapod-callback-";

    private static final Logger LOG = LoggerFactory.getLogger(CallbackExecutor.class);

    private final Executor threads;
    private final Runnable closer;

    /** Filled by any thread, emptied by callback threads. */
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** For how many callbacks no thread could be started. */
    private final AtomicInteger missing = new AtomicInteger();

    /** The best for this JDK. */
    public CallbackExecutor() {
        this(VirtualThreads.factory(THREAD_NAME)
                .<Executor>map(virtual -> task -> virtual.newThread(task).start())
                .orElseGet(() -> PlatformThreads.named(THREAD_NAME)));
    }

    CallbackExecutor(Executor threads) {
        this.threads = threads;
        this.closer = threads instanceof ExecutorService service ? service::shutdown : () -> {};
    }

    /**
     * Runs it soon, on another thread; after {@link #close()} too, as a future that ended may be asked at any time. If no
     * thread can be started, because the system has none left, it runs as soon as one is there: after another callback, at
     * the next call of this or of {@link #close()}. That is no reason to throw, for the caller may be an event loop.
     */
    @Override
    public void execute(Runnable callback) {
        waiting.add(callback);
        missing.incrementAndGet();
        startMissing();
    }

    /** Ends the idle threads at once and the others with their callback. Does not wait. A second call does nothing. */
    @Override
    public void close() {
        startMissing();
        closer.run();
    }

    private void startMissing() {
        while (takeMissing()) {
            try {
                start();
            } catch (OutOfMemoryError | RejectedExecutionException none) {
                missing.incrementAndGet();
                LOG.error(
                        "No thread could be started for a callback; it runs as soon as there is one. Most likely the"
                                + " limit of threads for this process or user was reached (ulimit -u, pids.max).",
                        none);
                return;
            }
        }
    }

    private void start() {
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException closed) {
            PlatformThreads.daemon(this::run, THREAD_NAME + "late").start();
        }
    }

    private boolean takeMissing() {
        return missing.getAndUpdate(many -> Math.max(0, many - 1)) > 0;
    }

    private void run() {
        do {
            Runnable next = waiting.poll();
            if (next != null) {
                run(next);
            }
        } while (takeMissing());
    }

    private static void run(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable thrown) {
            LOG.error("A callback threw. Nothing else is affected.", thrown);
        }
    }
}
