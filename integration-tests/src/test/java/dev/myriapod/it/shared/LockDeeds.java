package dev.myriapod.it.shared;

import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What other processes do with locks. */
final class LockDeeds {
    private LockDeeds() {}

    /** Adds to a number in a file, which nobody else may do meanwhile. */
    static int count(SharedLock lock, String file, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                Path path = Path.of(file);
                Files.writeString(path, Integer.toString(Integer.parseInt(Files.readString(path)) + 1));
            } finally {
                lock.unlock();
            }
        }
        return times;
    }

    @SuppressWarnings("LockNotBeforeTry") // It is killed.
    static void holdForEver(SharedLock lock, SharedQueue<Long> tokens) throws InterruptedException {
        lock.lock();
        tokens.put(lock.fencingToken());
        Thread.sleep(Long.MAX_VALUE);
    }

    @SuppressWarnings("LockNotBeforeTry") // It is killed.
    static void waitForIt(SharedLock lock) {
        lock.lock();
        lock.unlock();
    }

    /** What a stranger to the lock may not do. */
    static String misuse(SharedLock lock) {
        StringBuilder refused = new StringBuilder();
        for (Runnable deed : new Runnable[] {
            lock::unlock,
            lock::fencingToken,
            lock::previousOwnerDied,
            () -> lock.condition("c").signal()
        }) {
            try {
                deed.run();
                refused.append("done ");
            } catch (IllegalMonitorStateException e) {
                refused.append("refused ");
            }
        }
        return refused + (lock.isLocked() ? "locked " : "free ") + lock.tryLock();
    }

    @SuppressWarnings("WaitNotInLoop") // Whether the signal came is what the test wants to know.
    static boolean awaitSignal(SharedCondition condition) throws InterruptedException {
        SharedLock lock = condition.lock();
        lock.lock();
        try {
            return condition.await(1, TimeUnit.MINUTES) && lock.isHeldByCurrentThread();
        } finally {
            lock.unlock();
        }
    }
}
