package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;
import dev.myriapod.client.feed.ItemFeed;
import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.client.waiting.Waiting;
import dev.myriapod.payload.packed.ListPacker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The outcome of {@code mapAsync}. Results are taken in the order of the items, where callbacks run: one step takes all that are
 * there and leaves a watcher at the first that is not.
 */
final class MapFuture<R> extends CompletableFuture<List<R>> {
    private final Executor executor;

    /** Empty once the last is not needed any more: whoever keeps the results shall not keep the tasks. Written by the running step. */
    private volatile List<Batch<R>> batches;

    private final ListPacker<R> results = new ListPacker<>(0);

    /** How many batches have been taken. Owned by the running step; the steps follow one another. */
    private int taken;

    private MapFuture(List<Batch<R>> batches, Executor executor) {
        this.batches = batches;
        this.executor = executor;
    }

    /** Submits all items, on the calling thread. */
    static <R> MapFuture<R> start(ItemFeed<?, R> feed, Executor executor) throws InterruptedException {
        List<Batch<R>> batches = new ArrayList<>();
        try {
            for (Batch<R> batch = feed.submitNext(); batch != null; batch = feed.submitNext()) {
                batches.add(batch);
            }
            feed.rethrow();
        } catch (Throwable failure) {
            batches.forEach(Batch::cancel);
            throw failure;
        }
        MapFuture<R> future = new MapFuture<>(batches, executor);
        if (batches.isEmpty()) {
            future.complete(future.results.list());
        } else {
            future.awaitNext(batches.get(0));
        }
        return future;
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    /** Dependents are plain futures: cancelling one of them must not cancel the tasks. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancelRest();
        }
        return cancelled;
    }

    @Override
    public List<R> get() throws InterruptedException, ExecutionException {
        await(false, 0);
        return super.get();
    }

    @Override
    public List<R> get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        await(true, deadline);
        return super.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public List<R> join() {
        boolean interrupted = false;
        while (!isDone() && Waiting.task() != null) {
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

    /** In a task, waits so that its worker knows of it. */
    private void await(boolean timed, long deadline) throws InterruptedException {
        if (!isDone() && Waiting.task() != null) {
            Thread sleeper = Thread.currentThread();
            CompletableFuture<?> unused = whenComplete((results, failure) -> LockSupport.unpark(sleeper));
            List<?> futures = batches.stream().map(Batch::future).toList();
            Waiting.until(this::isDone, () -> Awaited.all(futures), this, timed, deadline);
        }
    }

    private void awaitNext(Batch<R> next) {
        next.future().watch(() -> {
            try {
                executor.execute(this::step);
            } catch (Throwable noThread) {
                fail(noThread);
            }
        });
    }

    private void step() {
        List<Batch<R>> all = batches;
        try {
            while (taken < all.size()) {
                Batch<R> next = all.get(taken);
                if (!next.future().isDone()) {
                    awaitNext(next);
                    return;
                }
                results.addAll(next.results());
                taken++;
            }
            batches = List.of();
            complete(results.list());
        } catch (CompletionException failed) {
            fail(failed.getCause() == null ? failed : failed.getCause());
        } catch (CancellationException cancelled) {
            fail(cancelled);
        } catch (InterruptedException impossible) {
            // The task has ended, so nothing is waited for but another thread that decodes.
            fail(impossible);
            Thread.currentThread().interrupt();
        } catch (Throwable unexpected) {
            // Such as a function that returned another type, or no memory for the results: whoever waits must learn of
            // it.
            fail(unexpected);
        }
    }

    private void fail(Throwable failure) {
        try {
            cancelRest();
        } finally {
            batches = List.of();
            completeExceptionally(failure);
        }
    }

    private void cancelRest() {
        batches.forEach(Batch::cancel);
    }
}
