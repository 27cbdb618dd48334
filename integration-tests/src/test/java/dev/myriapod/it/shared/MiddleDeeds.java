package dev.myriapod.it.shared;

import dev.myriapod.shared.Lease;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.sync.SharedBarrier;
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

    /** The file tells that it begins. */
    static void putLarge(SharedQueue<byte[]> queue, int size, String file) throws Exception {
        byte[] large = new byte[size];
        Files.writeString(Path.of(file), "now");
        queue.put(large);
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
