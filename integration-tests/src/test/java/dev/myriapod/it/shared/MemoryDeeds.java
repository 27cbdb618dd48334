package dev.myriapod.it.shared;

import dev.myriapod.Myriapod;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.memory.SharedByteArray;
import dev.myriapod.shared.memory.SharedDoubleArray;
import dev.myriapod.shared.memory.SharedIntArray;
import dev.myriapod.shared.memory.SharedLongArray;
import dev.myriapod.shared.memory.SharedMemory;

/** What other processes do with memory. */
final class MemoryDeeds {
    private MemoryDeeds() {}

    /** Adds to every element so many times. */
    static int count(SharedIntArray ints, SharedLongArray longs, SharedDoubleArray doubles, SharedByteArray bytes) {
        for (int i = 0; i < 1000; i++) {
            for (int index = 0; index < 3; index++) {
                ints.incrementAndGet(index);
                longs.getAndAdd(index, 1L << 32);
                doubles.addAndGet(index, 0.5);
                if (i % 10 == 0) {
                    bytes.incrementAndGet(index);
                }
            }
        }
        return 1000;
    }

    /** Adds without atomic accesses, under the lock. */
    static int countLocked(SharedMemory memory, int times) {
        for (int i = 0; i < times; i++) {
            memory.withLock(() -> memory.longs().set(1, memory.longs().get(1) + 1));
        }
        return times;
    }

    /** Writes a pattern and returns its memory as another view. */
    static SharedByteArray fill(SharedIntArray ints) {
        int[] squares = new int[100];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = i * i;
        }
        ints.write(0, squares);
        return ints.memory().bytes();
    }

    /** Holds its lock until it is killed. */
    @SuppressWarnings("LockNotBeforeTry") // It is killed.
    static int holdForEver(SharedMemory memory, SharedQueue<Long> pids) throws InterruptedException {
        memory.lock().lock();
        memory.longs().set(0, 42);
        pids.put(ProcessHandle.current().pid());
        Thread.sleep(Long.MAX_VALUE);
        return 0;
    }

    /** Makes one that stays, and leaves. */
    static long make(String name) {
        Myriapod.current().longArray(name, 10).set(9, 99);
        return ProcessHandle.current().pid();
    }
}
