package dev.myriapod;

import dev.myriapod.client.inside.Inside;
import dev.myriapod.failure.QuarantinedTask;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.function.RemoteFunction3;
import dev.myriapod.function.RemoteFunction4;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * An {@link ExecutorService} whose tasks run in other JVMs: Python's {@code multiprocessing.Pool} and
 * {@code ProcessPoolExecutor}. Made by {@link Myriapod#pool}. All methods may be called from any thread.
 *
 * <p>Functions and arguments are encoded by the calling thread; what cannot travel fails the call with a
 * {@link dev.myriapod.failure.PayloadException}, before anything is sent. After {@link #shutdown()} a submit fails with a
 * {@link java.util.concurrent.RejectedExecutionException}; in a broken pool with a
 * {@link dev.myriapod.failure.PoolBrokenException}. While 64 MB of arguments or 1,000,000 tasks have not ended, a submit waits; an
 * interrupt ends the wait with a {@code RejectedExecutionException} and leaves the thread interrupted. {@link
 * dev.myriapod.admission.BackPressure} has other bounds and other ways.
 *
 * <p>Tasks begin in the order of their submits. Each future ends exactly once, also when workers die or the pool is shut
 * down.
 *
 * <p>The blocking forms {@code apply}, {@code map} and {@code starmap} throw a
 * {@link java.util.concurrent.CompletionException} whose cause is what {@link TaskFuture#get()} would have given as the cause.
 */
public interface ProcessPool extends ExecutorService, AutoCloseable {
    /**
     * The pool that this process is a worker of. Tasks that it is given are tasks like others; a task may wait for them,
     * however deep, and no worker stands still for it: see {@link PoolOptions#maxExtraWorkers()}. Such a pool cannot be shut
     * down or waited for: that throws {@link UnsupportedOperationException}. A pool that is captured by a function, or an
     * argument of it, becomes the same.
     *
     * @throws IllegalStateException if this process is no worker of a pool
     */
    static ProcessPool current() {
        return Inside.of(ProcessPool.class)
                .orElseThrow(
                        () -> new IllegalStateException("This process is no worker of a pool, so there is no current"
                                + " one. Call ProcessPool.current() inside of a task; in a child process use a pool that was"
                                + " handed to it, or open one by Myriapod.current().pool()."));
    }

    /** The pool's name. */
    String name();

    /** How many workers it keeps, by its options or the last {@link #resize}. Spares come on top. */
    int size();

    /**
     * Keeps another number of workers from now on; returns at once. More: they are being started. Fewer: those that are too
     * many, idle ones first, finish what they run and leave; what they have not begun goes on elsewhere. After a shutdown it
     * still counts for what is left to do; in a broken or terminated pool it does nothing.
     *
     * @throws IllegalArgumentException if the size is less than 1
     */
    void resize(int size);

    /**
     * Lets nothing new begin; returns at once. What runs goes on, and what was begun before the workers hear of it.
     * Submits are taken, and wait; their queue timeouts count. A second call does nothing, nor does one after a shutdown. A
     * shutdown ends the pause, as it finishes what was submitted.
     */
    void pause();

    /** Ends a {@link #pause()}; does nothing in a pool that is not paused. */
    void resume();

    /** Whether it was paused, and neither resumed nor shut down since. */
    boolean isPaused();

    /**
     * The same pool, with other options for the tasks that are given to what this returns. It shares everything else:
     * closing one closes both.
     */
    ProcessPool with(TaskOptions options);

    /** The options for tasks that are given to this. */
    TaskOptions taskOptions();

    /** Runs a function. */
    <R> TaskFuture<R> submit(RemoteCallable<R> function);

    /** Runs a function that has no result. */
    TaskFuture<?> submit(RemoteRunnable function);

    /** Runs a function; it must be {@link java.io.Serializable}, as a lambda given to {@link #submit(RemoteCallable)} is. */
    @Override
    <R> TaskFuture<R> submit(Callable<R> function);

    /** Runs a function; it must be {@link java.io.Serializable}, as a lambda given to {@link #submit(RemoteRunnable)} is. */
    @Override
    TaskFuture<?> submit(Runnable function);

    /** Runs a function, then gives the result, which does not travel. The function must be {@link java.io.Serializable}. */
    @Override
    <R> TaskFuture<R> submit(Runnable function, R result);

    /** Runs a function with these arguments. */
    <A, R> TaskFuture<R> submit(RemoteFunction<A, R> function, A a);

    /** Runs a function with these arguments. */
    <A, B, R> TaskFuture<R> submit(RemoteFunction2<A, B, R> function, A a, B b);

    /** Runs a function with these arguments. */
    <A, B, C, R> TaskFuture<R> submit(RemoteFunction3<A, B, C, R> function, A a, B b, C c);

    /** Runs a function with these arguments. */
    <A, B, C, D, R> TaskFuture<R> submit(RemoteFunction4<A, B, C, D, R> function, A a, B b, C c, D d);

    /** Runs a function and waits for its result. */
    <R> R apply(RemoteCallable<R> function) throws InterruptedException;

    /** Runs a function with these arguments and waits for its result. */
    <A, R> R apply(RemoteFunction<A, R> function, A a) throws InterruptedException;

    /** Runs a function with these arguments and waits for its result. */
    <A, B, R> R apply(RemoteFunction2<A, B, R> function, A a, B b) throws InterruptedException;

    /** Runs a function with these arguments and waits for its result. */
    <A, B, C, R> R apply(RemoteFunction3<A, B, C, R> function, A a, B b, C c) throws InterruptedException;

    /** Runs a function with these arguments and waits for its result. */
    <A, B, C, D, R> R apply(RemoteFunction4<A, B, C, D, R> function, A a, B b, C c, D d) throws InterruptedException;

    /** Python's name for {@link #submit(RemoteCallable)}. */
    <R> TaskFuture<R> applyAsync(RemoteCallable<R> function);

    /** Python's name for submit. */
    <A, R> TaskFuture<R> applyAsync(RemoteFunction<A, R> function, A a);

    /** Python's name for submit. */
    <A, B, R> TaskFuture<R> applyAsync(RemoteFunction2<A, B, R> function, A a, B b);

    /** Python's name for submit. */
    <A, B, C, R> TaskFuture<R> applyAsync(RemoteFunction3<A, B, C, R> function, A a, B b, C c);

    /** Python's name for submit. */
    <A, B, C, D, R> TaskFuture<R> applyAsync(RemoteFunction4<A, B, C, D, R> function, A a, B b, C c, D d);

    /**
     * Calls the function with each item and waits for all results, in the order of the items. Items are read as the pool
     * has room for them. At the first failure, in the order of the items, what has not ended is cancelled and the failure
     * thrown; so it is if the items' iterator throws, or if an item cannot travel: then it is the
     * {@link dev.myriapod.failure.PayloadException} itself. An interrupt cancels what has not ended.
     *
     * <p>The list belongs to the caller and may be changed. If all results are {@link Integer}s, or all {@link Long}s or
     * {@link Double}s, it keeps them as numbers until it is changed: each {@code get} gives an equal object, not the same one.
     */
    <A, R> List<R> map(RemoteFunction<A, R> function, Iterable<? extends A> items) throws InterruptedException;

    /** As {@link #map(RemoteFunction, Iterable)}, and shows how it gets on. */
    <A, R> List<R> map(RemoteFunction<A, R> function, Iterable<? extends A> items, Progress progress)
            throws InterruptedException;

    /**
     * As {@link #map(RemoteFunction, Iterable)}, without waiting: all items are read and submitted by the caller before this
     * returns. Cancelling the future cancels every task that has not ended.
     */
    <A, R> CompletableFuture<List<R>> mapAsync(RemoteFunction<A, R> function, Iterable<? extends A> items);

    /**
     * The results as a lazy stream, in the order of the items. Items are read while results are taken, in a window of a few
     * tasks per worker, so they may be endless. What a task fails with is thrown where its result would have come, as a
     * {@link java.util.concurrent.CompletionException}, or a {@link java.util.concurrent.CancellationException} if it was
     * cancelled; that an item cannot travel, as a {@link dev.myriapod.failure.PayloadException} in its result's place. The
     * stream can go on after all of them when it is read by its iterator. If the
     * items' iterator throws, the results of what came before are delivered first. Closing the stream cancels what has not
     * ended. The stream is sequential.
     */
    <A, R> Stream<R> imap(RemoteFunction<A, R> function, Iterable<? extends A> items);

    /** As {@link #imap}, each result as soon as it is there. */
    <A, R> Stream<R> imapUnordered(RemoteFunction<A, R> function, Iterable<? extends A> items);

    /** As {@link #map(RemoteFunction, Iterable)}, for a function of two arguments. */
    <A, B, R> List<R> starmap(
            RemoteFunction2<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items)
            throws InterruptedException;

    /** As {@link #mapAsync}, for a function of two arguments. */
    <A, B, R> CompletableFuture<List<R>> starmapAsync(
            RemoteFunction2<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items);

    /**
     * The tasks that were given up because workers died with them, the oldest first; the last thousand of this pool. With
     * retries they took a worker each time, so they are worth a look.
     */
    List<QuarantinedTask> quarantined();

    /**
     * Takes no more tasks. What was submitted is finished, then the workers leave. A pause ends. A second call does nothing.
     */
    @Override
    void shutdown();

    /**
     * Cancels every task that has not ended and kills the workers; returns without waiting for them. The list is empty:
     * tasks are not {@link Runnable}s here, and each has a future that says it was cancelled.
     */
    @Override
    List<Runnable> shutdownNow();

    /**
     * {@link #shutdown()}, then waits until everything is finished and the workers are gone. An interrupt while it waits makes
     * it {@link #shutdownNow()}, go on waiting, and leave the thread interrupted. A second call waits as well.
     */
    @Override
    void close();
}
