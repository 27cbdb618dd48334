package dev.myriapod.it.shared;

import dev.myriapod.shared.Lease;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What processes are in the middle of when they are killed. */
final class MiddleDeeds {
    private static final String CONDITION = "changed";

    private MiddleDeeds() {}

    @SuppressWarnings("WaitNotInLoop") // It waits for one signal.
    static void await(SharedLock lock) throws InterruptedException {
        lock.lock();
        try {
            lock.condition(CONDITION).await();
        } finally {
            lock.unlock();
        }
    }

    static void signal(SharedLock lock) {
        lock.condition(CONDITION).signal();
    }

    /**
     * One that warms the way, and then, as soon as that was taken, the one in the middle of which it is killed; the file is there
     * when it ever was through.
     */
    static void putLarge(SharedQueue<byte[]> queue, int size, String through) throws Exception {
        byte[] large = new byte[size];
        queue.put(new byte[2 << 20]);
        queue.joinTasks();
        queue.put(large);
        Files.createFile(Path.of(through));
        new CountDownLatch(1).await();
    }

    /** It is killed with its permits. */
    static void holdPermits(SharedSemaphore semaphore, int permits) throws InterruptedException {
        semaphore.acquire(permits);
        new CountDownLatch(1).await();
    }

    /** It is killed before its turn comes. */
    @SuppressWarnings("LockNotBeforeTry") // It is never its turn.
    static void queueUp(SharedLock lock) throws InterruptedException {
        lock.lock();
        new CountDownLatch(1).await();
    }

    /** It is killed before there is anything to take. */
    static void take(SharedQueue<String> queue) throws InterruptedException {
        String unused = queue.take();
        new CountDownLatch(1).await();
    }

    /** It is killed as its owner. */
    @SuppressWarnings("LockNotBeforeTry") // Nobody unlocks it.
    static void own(SharedLock lock) throws InterruptedException {
        lock.lock();
        new CountDownLatch(1).await();
    }

    /** It is killed before it says that it is done with it. */
    static void lease(SharedQueue<String> queue) throws InterruptedException {
        Lease<String> unused = queue.takeLeased();
        new CountDownLatch(1).await();
    }

    /** It is killed as one of those who wait there. */
    static void meet(SharedBarrier barrier) throws Exception {
        int unused = barrier.await();
    }
}
