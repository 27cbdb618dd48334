package dev.myriapod.it.shared;

import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** What other processes do with semaphores, read-write locks, events, latches and barriers. */
final class SynchronizerDeeds {
    private SynchronizerDeeds() {}

    static void holdPermits(SharedSemaphore semaphore, int permits) throws InterruptedException {
        semaphore.acquire(permits);
        Thread.sleep(Long.MAX_VALUE);
    }

    static boolean releaseForeign(SharedSemaphore semaphore) throws InterruptedException {
        semaphore.release();
        return semaphore.tryAcquire(1, TimeUnit.MINUTES) && semaphore.heldPermits() == 1;
    }

    static void write(SharedLock writing) throws InterruptedException {
        writing.lock();
        Thread.sleep(Long.MAX_VALUE);
    }

    static void read(Lock reading) throws InterruptedException {
        reading.lock();
        Thread.sleep(Long.MAX_VALUE);
    }

    static boolean readWhileOthersDo(SharedReadWriteLock lock) {
        boolean read = lock.readLock().tryLock();
        boolean wrote = lock.writeLock().tryLock();
        lock.readLock().unlock();
        return read && !wrote;
    }

    static boolean answer(SharedEvent asked, SharedEvent answered) throws InterruptedException {
        boolean came = asked.await(1, TimeUnit.MINUTES);
        asked.clear();
        answered.set();
        return came;
    }

    static boolean countDown(SharedCountDownLatch latch) throws InterruptedException {
        latch.countDown();
        return latch.await(1, TimeUnit.MINUTES);
    }

    /** Returns how often it was the last. */
    static int rounds(SharedBarrier barrier, int rounds) throws InterruptedException, BrokenBarrierException {
        int last = 0;
        for (int i = 0; i < rounds; i++) {
            if (barrier.await() == 0) {
                last++;
            }
        }
        return last;
    }

    static void arrive(SharedBarrier barrier) throws InterruptedException, BrokenBarrierException {
        int unused = barrier.await();
    }

    static boolean findsItBroken(SharedBarrier barrier) throws InterruptedException {
        try {
            int unused = barrier.await();
            return false;
        } catch (BrokenBarrierException e) {
            return true;
        }
    }
}
