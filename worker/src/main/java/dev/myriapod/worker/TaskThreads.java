package dev.myriapod.worker;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/*
 * A worker that has said that it is ready must be able to run what comes: all its threads exist by then, and if one of them
 * ends before its time, the worker does. Else tasks would wait for ever in a JVM that answers every ping.
 */
/** The threads that run a worker's tasks: all of them, or the worker is lost. */
final class TaskThreads {
    private final String worker;
    private final ThreadFactory factory;
    private final Consumer<Throwable> lost;
    private final CountDownLatch initialized = new CountDownLatch(1);
    private final CountDownLatch running;

    /**
     * Threads that are not started yet.
     *
     * @param lost hears why a thread could not be started, or ended by a throwable
     */
    TaskThreads(String worker, int count, ThreadFactory factory, Consumer<Throwable> lost) {
        this.worker = worker;
        this.factory = factory;
        this.lost = lost;
        running = new CountDownLatch(count);
    }

    /** Starts a thread for each body. The first one initializes; if that went well, all run. Does not wait for that. */
    void start(List<? extends Runnable> bodies, BooleanSupplier initialize) {
        try {
            for (int i = 1; i < bodies.size(); i++) {
                Runnable body = bodies.get(i);
                start(i, () -> {
                    initialized.await();
                    body.run();
                    running.countDown();
                });
            }
            // The last to be started: what it says when it has initialized is true of all.
            start(0, () -> {
                if (initialize.getAsBoolean()) {
                    initialized.countDown();
                    bodies.get(0).run();
                    running.countDown();
                }
            });
        } catch (Throwable e) {
            lost.accept(e);
        }
    }

    /** Waits until all bodies have returned. */
    void awaitEnd() throws InterruptedException {
        running.await();
    }

    private void start(int number, Work work) {
        Thread thread = factory.newThread(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                lost.accept(e);
            }
        });
        thread.setName(worker + "-task-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** What a thread does. */
    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }
}
