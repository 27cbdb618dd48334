package dev.myriapod.shared;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * A lock between processes: what Python calls {@code Lock}, {@code RLock} and {@code Condition}. It is owned by a thread of a
 * process; that thread may acquire it again, and must release it as often.
 *
 * <p>When the owner's process ends or {@linkplain #detach() detaches}, the lock is released, and the next owner sees it by
 * {@link #previousOwnerDied()}. A process that was thought dead may still believe that it owns the lock. Where that could do
 * harm, send {@link #fencingToken()} along with what is written, and let the receiver refuse a token lower than one it has
 * seen.
 */
public interface SharedLock extends Lock, Shared {
    /** Waits for the lock. An interrupt is kept for later. */
    @Override
    void lock();

    /** Waits for the lock. If the grant was on its way when the interrupt came, it is given back. */
    @Override
    void lockInterruptibly() throws InterruptedException;

    @Override
    boolean tryLock();

    @Override
    boolean tryLock(long time, TimeUnit unit) throws InterruptedException;

    /**
     * Releases the lock; returns when that is done.
     *
     * @throws IllegalMonitorStateException if the calling thread does not own it
     */
    @Override
    void unlock();

    /** A new condition of this lock. To wait for it in several processes, send it there. */
    @Override
    SharedCondition newCondition();

    /** The condition of that name: the same one in all processes. */
    SharedCondition condition(String name);

    /** Whether any thread of any process owns it. */
    boolean isLocked();

    /** Whether the calling thread owns it. */
    boolean isHeldByCurrentThread();

    /** How often the calling thread would have to release it; 0 if it does not own it. */
    int getHoldCount();

    /** How many wait for it. */
    int getQueueLength();

    /**
     * A number that is greater with each change of owner.
     *
     * @throws IllegalMonitorStateException if the calling thread does not own the lock
     */
    long fencingToken();

    /**
     * Whether the process that owned it before went away without releasing it, so that what the lock guards may be half done.
     *
     * @throws IllegalMonitorStateException if the calling thread does not own the lock
     */
    boolean previousOwnerDied();
}
