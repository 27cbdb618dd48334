package dev.myriapod.client.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callbacks of one future: they run after its end, in the order in which they came, one at a time. Thread-safe. */
final class CallbackChain implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackChain.class);

    private final Executor executor;

    /** Guarded by this. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Guarded by this: the future has ended. */
    private boolean open;

    /** Guarded by this: a thread is at it, or was asked to. */
    private boolean running;

    CallbackChain(Executor executor) {
        this.executor = executor;
    }

    /** Runs it once the future has ended, at once if it has. */
    void add(Runnable callback) {
        synchronized (this) {
            waiting.add(callback);
        }
        start();
    }

    /** The future has ended. */
    void open() {
        synchronized (this) {
            open = true;
        }
        start();
    }

    private void start() {
        synchronized (this) {
            if (!open || running || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this);
        } catch (Throwable notStarted) {
            // Or the callbacks that come later would wait for a thread that never was.
            synchronized (this) {
                running = false;
            }
            throw notStarted;
        }
    }

    @Override
    public void run() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (Throwable thrown) {
                LOG.error(
                        "A callback of a task's future threw. The future and its other callbacks are not affected.",
                        thrown);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        running = next != null;
        return next;
    }
}
