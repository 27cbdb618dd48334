package dev.myriapod.client.submit;

import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.client.waiting.Waiting;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of a pool may be unfinished: so many tasks, and so many bytes of arguments. A task that is larger than the
 * whole window is admitted when it is empty. Thread-safe.
 *
 * <p>Tasks and bytes are one number, so that a submit that need not wait costs one compare-and-set. Those who must wait
 * queue in order; only the first of them looks for room, and nobody overtakes them, or a large task would wait for ever behind
 * small ones. The first one says what it needs before it looks once more, and a release gives back before it looks who waits: one of
 * the two sees the other. A release wakes it at most once per look, so under load one wake-up serves many releases.
 */
final class SubmitWindow {
    private static final int TASK_SHIFT = 40;
    private static final long TASK = 1L << TASK_SHIFT;
    private static final long BYTES = TASK - 1;

    private final long maxTasks;
    private final long maxBytes;

    /** Tasks above {@link #TASK_SHIFT}, bytes below. */
    private final AtomicLong used = new AtomicLong();

    /** How many threads wait or are about to. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Held by the first of those who wait. */
    private final ReentrantLock first = new ReentrantLock(true);

    /** Set by the holder of {@link #first}, taken by whoever wakes it. */
    private final AtomicReference<@Nullable Sleeper> sleeper = new AtomicReference<>();

    private volatile boolean ended;

    private record Sleeper(Thread thread, int bytes) {}

    /** So many tasks, fewer than 2^23, and so many bytes, fewer than 2^39. */
    SubmitWindow(int maxTasks, long maxBytes) {
        this.maxTasks = maxTasks;
        this.maxBytes = maxBytes;
    }

    /** Takes room for one task, waiting for it; false if the pool ended meanwhile. */
    boolean acquire(int bytes) throws InterruptedException {
        try {
            return tryAcquire(bytes) || queue(bytes, false, 0);
        } catch (TimeoutException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** As {@link #acquire(int)}, at most until {@link System#nanoTime()} is the deadline. */
    boolean acquire(int bytes, long deadline) throws InterruptedException, TimeoutException {
        return tryAcquire(bytes) || queue(bytes, true, deadline);
    }

    /** Gives it back. Never blocks. */
    void release(int bytes) {
        used.addAndGet(-(TASK + bytes));
        Sleeper asleep = sleeper.get();
        if (asleep != null && fits(used.get(), asleep.bytes)) {
            wake(asleep);
        }
    }

    /** Lets all waiters go, and nobody wait any more. */
    void end() {
        ended = true;
        Sleeper asleep = sleeper.get();
        if (asleep != null) {
            wake(asleep);
        }
    }

    private void wake(Sleeper asleep) {
        if (sleeper.compareAndSet(asleep, null)) {
            LockSupport.unpark(asleep.thread);
        }
    }

    private boolean queue(int bytes, boolean timed, long deadline) throws InterruptedException, TimeoutException {
        waiting.incrementAndGet();
        try {
            if (!timed) {
                first.lockInterruptibly();
            } else if (!first.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw late();
            }
            try {
                return waitForRoom(bytes, timed, deadline);
            } finally {
                sleeper.set(null);
                first.unlock();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean waitForRoom(int bytes, boolean timed, long deadline) throws InterruptedException, TimeoutException {
        Sleeper me = new Sleeper(Thread.currentThread(), bytes);
        AtomicBoolean acquired = new AtomicBoolean();
        BooleanSupplier over = () -> {
            sleeper.set(me);
            acquired.set(take(bytes));
            return acquired.get() || ended;
        };
        if (!Waiting.until(over, () -> Awaited.UNKNOWN, this, timed, deadline)) {
            throw late();
        }
        return acquired.get();
    }

    private static TimeoutException late() {
        return new TimeoutException("There was no room in the pool in time; the task was not submitted.");
    }

    /** Takes room for one task if there is some now and nobody waits for it. */
    boolean tryAcquire(int bytes) {
        return waiting.get() == 0 && take(bytes);
    }

    /** How many tasks have room. */
    long tasks() {
        return used.get() >>> TASK_SHIFT;
    }

    /** How many bytes they have. */
    long bytes() {
        return used.get() & BYTES;
    }

    private boolean take(int bytes) {
        while (true) {
            long now = used.get();
            if (!fits(now, bytes)) {
                return false;
            }
            if (used.compareAndSet(now, now + TASK + bytes)) {
                return true;
            }
        }
    }

    private boolean fits(long now, int bytes) {
        return now == 0 || ((now >>> TASK_SHIFT) < maxTasks && (now & BYTES) + bytes <= maxBytes);
    }
}
