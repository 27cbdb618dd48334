package dev.myriapod.shared.sync;

import dev.myriapod.shared.Shared;
import dev.myriapod.shared.SharedLock;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * A read-write lock between processes: {@link java.util.concurrent.locks.ReentrantReadWriteLock}. It is held by threads of
 * processes: by one for writing, or by any number for reading. A thread may acquire again what it holds, and must release it
 * as often.
 *
 * <p>Whoever writes may acquire the read lock too, and go on reading when it has released the write lock. Whoever reads may not
 * go on to write: it would wait for itself, for ever if it has set no time. Requests are granted in their order, readers that
 * come one after the other together, so no writer waits for ever behind readers; a thread that reads already does not wait
 * again. {@link Lock#tryLock()} without a time is granted if it can be, whoever waits.
 *
 * <p>When a process ends or {@linkplain #detach() detaches}, what its threads hold is released. If one of them wrote, those who
 * come next see it by {@link #previousOwnerDied()}.
 *
 * <p>Both locks travel, as the whole does and the write lock's conditions do.
 */
public interface SharedReadWriteLock extends ReadWriteLock, Shared {
    /**
     * The lock for reading; always the same. Waits, interrupts and errors are as with {@link SharedLock}. It has no conditions:
     * {@link Lock#newCondition()} throws {@link UnsupportedOperationException}.
     */
    @Override
    Lock readLock();

    /**
     * The lock for writing; always the same. Its conditions are those of the write lock alone: whoever waits for one and reads
     * at the same time is in everybody's way. Its name is that of the whole; to detach from it or to delete it is to do so with
     * the whole; those who wait for it include those who wait to read.
     */
    @Override
    SharedLock writeLock();

    /** How often it is held for reading, by all threads of all processes. */
    int getReadLockCount();

    /** How often the calling thread would have to release the read lock; 0 if it does not hold it. */
    int getReadHoldCount();

    /**
     * Whether the process that last wrote went away without releasing the write lock, so that what the lock guards may be half
     * done. That stays so for all who read, until somebody has written.
     *
     * @throws IllegalMonitorStateException if the calling thread neither reads nor writes
     */
    boolean previousOwnerDied();
}
