package dev.myriapod.it.shared;

import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import java.nio.file.Files;
import java.nio.file.Path;

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
}
