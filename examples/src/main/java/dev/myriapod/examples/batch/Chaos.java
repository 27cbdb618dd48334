package dev.myriapod.examples.batch;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills a random worker every second, until it is closed.
 *
 * <p>Only workers that have ended a chunk are killed. One that is still starting would lose nothing, and a pool gives up, and
 * rightly so, when one worker after the other dies before it has come to life.
 */
final class Chaos implements AutoCloseable {
    /** How soon it looks again as long as there is nobody to kill. */
    private static final long LOOK_AGAIN_MILLIS = 10;

    private static final long PAUSE_MILLIS = 1000;

    private final Set<Long> workers;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Random random = new Random();
    private final Thread thread = new Thread(this::run, "chaos");

    /** Written by the thread; read after it has ended. */
    private int killed;

    /** Kills processes of these, which may become more meanwhile; those that have ended before are no matter. */
    Chaos(Set<Long> workers) {
        this.workers = workers;
        thread.start();
    }

    private void run() {
        try {
            long pause;
            do {
                pause = killOne() ? PAUSE_MILLIS : LOOK_AGAIN_MILLIS;
            } while (!closed.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean killOne() {
        List<ProcessHandle> living = ProcessHandle.current()
                .children()
                .filter(child -> workers.contains(child.pid()))
                .toList();
        if (living.isEmpty() || !living.get(random.nextInt(living.size())).destroyForcibly()) {
            return false;
        }
        killed++;
        return true;
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
