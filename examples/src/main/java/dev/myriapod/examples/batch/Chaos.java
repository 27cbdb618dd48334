package dev.myriapod.examples.batch;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kills a random worker at once and then every second, until it is closed. */
final class Chaos implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Random random = new Random();
    private final Thread thread = new Thread(this::run, "chaos");

    /** Written by the thread; read after it has ended. */
    private int killed;

    Chaos() {
        thread.start();
    }

    private void run() {
        try {
            do {
                killOne();
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Workers are those of this process's children that are JVMs. */
    private void killOne() {
        List<ProcessHandle> workers = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
        if (!workers.isEmpty() && workers.get(random.nextInt(workers.size())).destroyForcibly()) {
            killed++;
        }
    }

    /** Stops it and says how many it has killed. */
    int stop() throws InterruptedException {
        close();
        thread.join();
        return killed;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
