package dev.myriapod.client.task;

import dev.myriapod.client.watch.Watcher;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A thread that waits for a future. It waits in a way that fork-join pools know of, so that they start another thread
 * meanwhile: callbacks that wait for each other may run in one.
 */
final class Wakeup implements Watcher, ForkJoinPool.ManagedBlocker {
    private final Thread sleeper = Thread.currentThread();
    private final BooleanSupplier ended;
    private final boolean timed;
    private final long deadline;

    Wakeup(BooleanSupplier ended, boolean timed, long deadline) {
        this.ended = ended;
        this.timed = timed;
        this.deadline = deadline;
    }

    @Override
    public void ended() {
        LockSupport.unpark(sleeper);
    }

    /** True if there is nothing more to wait for: it has ended, or it is too late. */
    @Override
    public boolean block() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!timed) {
            LockSupport.park(this);
            return isReleasable();
        }
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            return true;
        }
        LockSupport.parkNanos(this, nanos);
        return isReleasable();
    }

    @Override
    public boolean isReleasable() {
        return ended.getAsBoolean();
    }
}
