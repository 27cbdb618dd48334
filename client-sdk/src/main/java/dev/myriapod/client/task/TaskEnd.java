package dev.myriapod.client.task;

import dev.myriapod.client.waiting.Awaitable;
import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.client.waiting.Waiting;
import dev.myriapod.client.watch.Watchable;
import dev.myriapod.client.watch.Watcher;
import dev.myriapod.proto.v1.TaskHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of one task, and those who wait for it. Thread-safe.
 *
 * <p>Two races are decided by compare-and-set of the outcome: which of result, failure and cancel ends the task, and which
 * thread reads what came over the wire. A third is decided by order: a waiter joins the audience and then looks at the outcome, the
 * end sets the outcome and then looks at the audience, so that one of the two sees the other.
 */
abstract class TaskEnd<T> extends Stages<T> implements Watchable, Awaitable {
    private static final VarHandle OUTCOME;
    private static final VarHandle AUDIENCE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OUTCOME = lookup.findVarHandle(TaskEnd.class, "outcome", Outcome.class);
            AUDIENCE = lookup.findVarHandle(TaskEnd.class, "audience", Audience.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Null until the task has ended; written by compare-and-set, then by the one thread that reads what came. */
    private volatile @Nullable Outcome outcome;

    /** Null until somebody waits; written once, by compare-and-set. */
    private volatile @Nullable Audience audience;

    /** Makes the outcome final; runs user code, throws nothing. */
    abstract Outcome.Settled read(Outcome.Unsettled raw);

    abstract Executor callbacks();

    abstract String label();

    @Override
    public abstract TaskHandle handle();

    final @Nullable Outcome outcome() {
        return outcome;
    }

    /** Whether this is the end; false after another. */
    final boolean end(Outcome end) {
        if (!OUTCOME.compareAndSet(this, null, end)) {
            return false;
        }
        Audience waiting = audience;
        if (waiting != null) {
            waiting.end();
        }
        return true;
    }

    /** Waits for the end, then for what it is. */
    final Outcome.Settled await(boolean timed, long deadline) throws InterruptedException, TimeoutException {
        if (!awaitEnd(() -> new Awaited(List.of(handle()), false, false), timed, deadline)) {
            throw new TimeoutException(label() + " has not ended in time. It goes on; only the wait is over.");
        }
        return settle(timed, deadline);
    }

    /** Waits for the end, and says that it waits for these; does not read the result. */
    public final void awaitEnd(Supplier<Awaited> what) throws InterruptedException {
        awaitEnd(what, false, 0);
    }

    /** Whether it has ended; otherwise the time is over. */
    private boolean awaitEnd(Supplier<Awaited> what, boolean timed, long deadline) throws InterruptedException {
        if (outcome != null) {
            return true;
        }
        Wakeup wakeup = new Wakeup();
        watch(wakeup);
        try {
            return Waiting.until(() -> outcome != null, what, this, timed, deadline);
        } finally {
            unwatch(wakeup);
        }
    }

    private Outcome.Settled settle(boolean timed, long deadline) throws InterruptedException, TimeoutException {
        while (true) {
            Outcome now = Objects.requireNonNull(outcome);
            if (now instanceof Outcome.Settled settled) {
                return settled;
            }
            if (now instanceof Outcome.Unsettled raw) {
                Outcome.Settling mine = new Outcome.Settling(new CountDownLatch(1));
                if (OUTCOME.compareAndSet(this, raw, mine)) {
                    return settle(raw, mine);
                }
            } else {
                awaitReader(((Outcome.Settling) now).settled(), timed, deadline);
            }
        }
    }

    private Outcome.Settled settle(Outcome.Unsettled raw, Outcome.Settling mine) {
        Outcome.Settled found = null;
        try {
            found = read(raw);
            return found;
        } finally {
            // Should reading break off, without the memory even for its failure, the next who asks tries again: nobody
            // may wait for ever.
            outcome = found == null ? raw : found;
            mine.settled().countDown();
        }
    }

    private void awaitReader(CountDownLatch settled, boolean timed, long deadline)
            throws InterruptedException, TimeoutException {
        if (!timed) {
            settled.await();
        } else if (!settled.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException(label() + " has ended, but another thread is still decoding its result.");
        }
    }

    /** What the end is, after the end. */
    final Outcome.Settled settled() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return settle(false, 0);
                } catch (InterruptedException again) {
                    interrupted = true;
                } catch (TimeoutException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final void watch(Watcher watcher) {
        Audience waiting = audience();
        if (!waiting.add(watcher)) {
            watcher.ended();
        } else if (outcome != null) {
            waiting.end();
        }
    }

    @Override
    public final void unwatch(Watcher watcher) {
        Audience waiting = audience;
        if (waiting != null) {
            waiting.remove(watcher);
        }
    }

    /** Calls back after the end, where callbacks run. */
    final void callback(Runnable callback) {
        Audience waiting = audience();
        waiting.callback(callback);
        if (outcome != null) {
            waiting.end();
        }
    }

    private Audience audience() {
        Audience waiting = audience;
        if (waiting == null) {
            AUDIENCE.compareAndSet(this, null, new Audience(callbacks()));
            waiting = Objects.requireNonNull(audience);
        }
        return waiting;
    }
}
