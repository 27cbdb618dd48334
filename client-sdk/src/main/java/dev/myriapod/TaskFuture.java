package dev.myriapod;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The outcome of a task in another process. Only Myriapod completes it, exactly once; {@link #toCompletableFuture()}
 * gives a copy that can be completed without any effect on the task.
 *
 * <p>{@link #get()} throws an {@link java.util.concurrent.ExecutionException} whose cause is what the function threw,
 * with its remote stack frames, or one of the exceptions in {@link dev.myriapod.failure}. {@link #get(long,
 * java.util.concurrent.TimeUnit)} alone only stops waiting; the task goes on. An interrupt of a waiting thread does not
 * touch the task either.
 *
 * <p>Callbacks and dependent stages run on threads of the client that are meant for them, never on an event loop; one
 * that is slow delays no other future's. Those of one future run one after the other.
 *
 * <p>A future may be an argument of another task, or be captured by its function: there it ends as it does here. Cancelling
 * that copy touches nothing but the copy. It cannot be a result, nor go to a child process.
 *
 * <p>A result is decoded by the first thread that asks for it; if that fails, the future has failed with a {@link
 * dev.myriapod.failure.PayloadException}.
 *
 * @param <T> type of the result
 */
public interface TaskFuture<T> extends Future<T>, CompletionStage<T> {
    /** The task's number among those that its process submitted to its pool, from 1, in the order of submits. */
    long taskId();

    /** How many times it has begun, as far as this client has heard; 0 before the first. */
    int attempt();

    /** The process that runs it or ran it last, as far as this client has heard; 0 before. */
    long workerPid();

    /**
     * Where it is, as far as this client has heard. (The name differs from {@code Future.state()}, which came with JDK 19
     * and has another type.)
     */
    TaskState taskState();

    /**
     * Cancels the task. The future is cancelled at once, unless it had ended before. A task that has not begun never will.
     * One that runs is interrupted, and killed with its worker after its grace period, if {@code mayInterruptIfRunning};
     * otherwise it runs to its end and its result is dropped.
     *
     * @return whether the future is cancelled by this call; a second call returns false
     */
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /** Calls back with the result if there is one. Returns this future. */
    TaskFuture<T> onSuccess(Consumer<? super T> callback);

    /**
     * Calls back with what {@link #get()} would throw: the cause where that is an {@code ExecutionException}, else the
     * {@link java.util.concurrent.CancellationException}. Returns this future.
     */
    TaskFuture<T> onFailure(Consumer<? super Throwable> callback);
}
