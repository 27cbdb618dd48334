package dev.myriapod.agent.output;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much a process may have printed that its reader has not dealt with. Both its streams draw on it. While it is used
 * up nothing is read, the pipes fill, and the process waits, as at any full pipe.
 */
final class OutputWindow {
    /** More: fewer stalls of a process that prints in bursts. Less: less memory while its reader is slow. */
    static final int BYTES = 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    // All below: guarded by lock.
    private long used;
    private boolean gone;
    /** What may still be sent for a process that is gone, however slow its reader is. */
    private long rest = BYTES;

    /** Waits until something may be read; false: nothing ever again. */
    boolean awaitRoom() {
        lock.lock();
        try {
            while (used >= BYTES && !gone) {
                room.awaitUninterruptibly();
            }
            return used < BYTES || rest > 0;
        } finally {
            lock.unlock();
        }
    }

    /** So much was sent. May overdraw: what was read is always sent. */
    void charge(long bytes) {
        lock.lock();
        try {
            used += bytes;
            if (gone) {
                rest -= bytes;
            }
        } finally {
            lock.unlock();
        }
    }

    /** So much was dealt with. */
    void refill(long bytes) {
        lock.lock();
        try {
            used = Math.max(0, used - bytes);
            if (used < BYTES) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The process is dead: what it left in the pipes need not wait. */
    void processGone() {
        lock.lock();
        try {
            gone = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
