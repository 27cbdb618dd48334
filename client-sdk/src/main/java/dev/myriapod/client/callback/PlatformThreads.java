package dev.myriapod.client.callback;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for callbacks where the JDK has no virtual ones. A fork-join pool, because it alone knows when one of its threads
 * waits for a future, by {@link ForkJoinPool#managedBlock}, and starts another in its place: otherwise callbacks that wait
 * for what other callbacks do could take all threads and wait for ever.
 */
final class PlatformThreads {
    /** Bigger: more slow callbacks at once. Smaller: less memory for stacks. */
    static final int MOST = 128;

    /** With those that wait for a future. Beyond it they wait without a replacement. */
    private static final int MOST_WAITING = 4096;

    private static final long IDLE_SECONDS = 5;

    private PlatformThreads() {}

    /** Daemons of this name and a number. */
    static ForkJoinPool named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return new ForkJoinPool(
                MOST,
                pool -> new Worker(pool, prefix + number.incrementAndGet()),
                null,
                true,
                0,
                MOST_WAITING,
                MOST,
                saturated -> true,
                IDLE_SECONDS,
                TimeUnit.SECONDS);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool, String name) {
            super(pool);
            setName(name);
        }
    }
}
