package dev.myriapod.it.shared;

import dev.myriapod.ProcessPool;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedDouble;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.util.concurrent.TimeUnit;

/** What processes do with several objects at once. */
final class TogetherDeeds {
    private TogetherDeeds() {}

    /** Puts the number of each round before it passes the barrier. */
    static int pass(SharedBarrier barrier, SharedQueue<Integer> rounds, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            rounds.put(i);
            int unused = barrier.await(60, TimeUnit.SECONDS);
        }
        return count;
    }

    /** Takes the state from 0 to 4, and says each step. */
    static void step(SharedCondition changed, SharedLong state) {
        SharedLock lock = changed.lock();
        for (int i = 0; i < 4; i++) {
            lock.lock();
            try {
                state.incrementAndGet();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until the state is 4; false if it is not in time. */
    static boolean waitFor(SharedCondition changed, SharedLong state, long nanos) throws InterruptedException {
        SharedLock lock = changed.lock();
        lock.lock();
        try {
            long left = nanos;
            while (state.get() != 4) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Awaits one signal; returns in which process it was noticed. */
    @SuppressWarnings("WaitNotInLoop") // One signal is what is waited for, and there are no others.
    static long awaitOnce(SharedCondition condition) throws InterruptedException {
        SharedLock lock = condition.lock();
        lock.lock();
        try {
            condition.await();
            return ProcessHandle.current().pid();
        } finally {
            lock.unlock();
        }
    }

    /** Changes what is in a dict of shared objects, and takes the way to it out. */
    static int useNested(SharedDict<String, Object> outer) throws InterruptedException {
        @SuppressWarnings("unchecked")
        SharedDict<String, Integer> inner = (SharedDict<String, Integer>) outer.get("dict");
        @SuppressWarnings("unchecked")
        SharedQueue<String> queue = (SharedQueue<String>) outer.get("queue");
        outer.remove("dict");
        outer.remove("queue");
        inner.put("from there", 7);
        queue.put("tea");
        return outer.size();
    }

    /** Uses each kind once; a dict brings more than a function takes. */
    static int useAll(SharedDict<String, Object> all) throws Exception {
        ((SharedLong) all.get("long")).incrementAndGet();
        ((SharedDouble) all.get("double")).addAndGet(0.5);
        value(all).set("set");
        ((SharedEvent) all.get("event")).set();
        ((SharedCountDownLatch) all.get("latch")).countDown();
        SharedSemaphore semaphore = (SharedSemaphore) all.get("semaphore");
        semaphore.acquire();
        semaphore.release();
        SharedLock lock = (SharedLock) all.get("lock");
        lock.lock();
        try {
            ((SharedCondition) all.get("condition")).signalAll();
        } finally {
            lock.unlock();
        }
        SharedReadWriteLock readWrite = (SharedReadWriteLock) all.get("read-write lock");
        readWrite.readLock().lock();
        try {
            value(all).set("set while it was read");
        } finally {
            readWrite.readLock().unlock();
        }
        int unused = ((SharedBarrier) all.get("barrier")).await(60, TimeUnit.SECONDS);
        return ((ProcessPool) all.get("pool")).submit(() -> 42).get();
    }

    @SuppressWarnings("unchecked")
    private static SharedValue<Object> value(SharedDict<String, Object> all) {
        return (SharedValue<Object>) all.get("value");
    }
}
