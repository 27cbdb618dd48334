package dev.myriapod.client.task;

import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.client.waiting.Waiting;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/*
 * A task that waits here waits for the task of the future that this began with; when that has ended, for whatever else this
 * depends on. Stages that the JDK makes by itself, such as those of CompletableFuture.allOf, cannot say what they wait for.
 */
/** A copy of a task's outcome that anybody may complete. What depends on it runs where callbacks run. */
final class CallbackStage<T> extends CompletableFuture<T> {
    private final Executor executor;
    private final TaskEnd<?> source;

    CallbackStage(Executor executor, TaskEnd<?> source) {
        this.executor = executor;
        this.source = source;
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallbackStage<>(executor, source);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (mustSay()) {
            await(false, 0);
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        if (mustSay()) {
            await(true, deadline);
        }
        return super.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public T join() {
        boolean interrupted = false;
        while (mustSay()) {
            try {
                await(false, 0);
            } catch (InterruptedException later) {
                // As in the JDK: a join is not ended by it.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    private boolean mustSay() {
        return !isDone() && Waiting.task() != null;
    }

    private void await(boolean timed, long deadline) throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        // Not a stage of its own: that would be made by newIncompleteFuture, and is no more than a callback here.
        CompletableFuture<?> unused = whenComplete((result, failure) -> LockSupport.unpark(sleeper));
        Wakeup wakeup = new Wakeup();
        source.watch(wakeup);
        try {
            Awaited first = new Awaited(List.of(source.handle()), false, false);
            if (Waiting.until(() -> isDone() || source.isDone(), () -> first, this, timed, deadline)) {
                Waiting.until(this::isDone, () -> Awaited.UNKNOWN, this, timed, deadline);
            }
        } finally {
            source.unwatch(wakeup);
        }
    }
}
