package dev.myriapod.client.callback;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs callbacks, each on a thread of its own, so that a slow one delays no other: virtual threads where the JDK has
 * them; up to {@value #MOST} daemon threads elsewhere, and callbacks beyond that wait. Threads are named {@code myriapod-callback-N}. One
 * per cluster. Thread-safe.
 */
public final class CallbackExecutor implements Executor, AutoCloseable {
    static final String THREAD_NAME = "myriapod-callback-";

    /** Bigger: more slow callbacks at once. Smaller: less memory for stacks. */
    static final int MOST = 128;

    private static final long IDLE_SECONDS = 5;

    private final Executor executor;
    private final AutoCloseable closer;

    /** The best for this JDK. */
    public CallbackExecutor() {
        this(VirtualThreads.factory(THREAD_NAME).orElse(null));
    }

    CallbackExecutor(@org.jspecify.annotations.Nullable ThreadFactory virtual) {
        if (virtual != null) {
            executor = task -> virtual.newThread(task).start();
            closer = () -> {};
        } else {
            ThreadPoolExecutor threads = platformThreads(daemons());
            executor = threads;
            closer = threads::shutdown;
        }
    }

    /** Runs it soon, on another thread; after {@link #close()} too, as a future that ended may be asked at any time. */
    @Override
    public void execute(Runnable callback) {
        executor.execute(callback);
    }

    /** Ends the idle threads at once and the others with their callback. Does not wait. A second call does nothing. */
    @Override
    public void close() {
        try {
            closer.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ThreadFactory daemons() {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, THREAD_NAME + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Idle threads are taken before new ones, new ones before the queue: the queue takes a task only from a thread's hand or
     * when the executor had no thread left to start.
     */
    private static ThreadPoolExecutor platformThreads(ThreadFactory daemons) {
        LinkedTransferQueue<Runnable> queue = new LinkedTransferQueue<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean offer(Runnable task) {
                return tryTransfer(task);
            }
        };
        return new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, queue, daemons, (task, threads) -> {
            if (!threads.isShutdown()) {
                queue.put(task);
            }
            // Asked again after the put: the last thread may have left in between.
            if (threads.isShutdown() && (!queue.contains(task) || queue.remove(task))) {
                daemons.newThread(task).start();
            }
        });
    }
}
