package dev.myriapod.client.task;

import com.google.protobuf.ByteString;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.ThrownCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.Cancelled;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future of one task. A million of them may be pending, so it is one small object; what waiting, callbacks and dependent
 * stages need exists only once somebody waits, calls back or depends. Its pool ends it on the event loop, where nothing that came over
 * the wire is read.
 */
public class ClientFuture<T> extends TaskEnd<T> implements TaskFuture<T> {
    private final TaskHome home;
    private final long taskId;
    private final int argumentBytes;
    private final StackTraceElement[] submitSite;

    /** Written by the pool's event loop. */
    private volatile int attempt;

    /** Written by the pool's event loop. */
    private volatile long workerPid;

    /** A task that will be sent. */
    public ClientFuture(TaskHome home, long taskId, int argumentBytes, StackTraceElement[] submitSite) {
        this.home = home;
        this.taskId = taskId;
        this.argumentBytes = argumentBytes;
        this.submitSite = submitSite;
    }

    /** Where it was submitted, the innermost frame first. Never changed. */
    public StackTraceElement[] submitSite() {
        return submitSite;
    }

    /** It began on a worker. Called by the event loop. */
    public final void began(int attempt, long workerPid) {
        this.attempt = attempt;
        this.workerPid = workerPid;
    }

    /** It ended with this result. Without effect after another end. */
    public final void succeeded(ByteString result) {
        succeeded(result, false);
    }

    /** It ended with this result, whose bytes may be nobody else's. Without effect after another end. */
    public final void succeeded(ByteString result, boolean sole) {
        end(new Outcome.Encoded(result, sole));
    }

    /** It ended with this failure, whose payloads are not in chunks. Without effect after another end. */
    public final void failed(Failure failure, String worker) {
        end(
                FailureDecoder.stateOf(failure) == TaskState.CANCELLED
                        ? new Outcome.Cancelled(failure.getMessage())
                        : new Outcome.Failing(failure, worker));
    }

    /**
     * It failed on this side. The exception is made when somebody asks, by a function that runs no user code. Without effect
     * after another end.
     */
    public final void failed(Function<TaskRun, Throwable> maker) {
        end(new Outcome.Unmade(maker));
    }

    /** It is cancelled, and the coordinator knows or need not know. Returns whether it had not ended before. */
    public final boolean cancelled(String why) {
        return end(new Outcome.Cancelled(why));
    }

    @Override
    public final TaskHandle handle() {
        return home.handle(taskId);
    }

    /**
     * Keeps its outcome for processes that it is sent to, until {@link #release}; waits for the coordinator.
     *
     * @return false if there is nothing to keep, as the task has ended; if it is this process's own, this future has as well
     */
    public final boolean keep() throws InterruptedException {
        return home.keep(handle());
    }

    /** Undoes one {@link #keep}. */
    public final void release() {
        home.release(handle());
    }

    /** How it ended, to be sent on; runs user code where the result was read before. */
    public final TaskEnded ended(ValueCodec values) {
        TaskEnded.Builder ended =
                TaskEnded.newBuilder().setTaskId(taskId).setAttempt(attempt).setWorkerPid(workerPid);
        Outcome raw = outcome();
        if (raw instanceof Outcome.Failing failing) {
            return ended.setWorker(failing.worker())
                    .setFailure(failing.failure())
                    .build();
        }
        if (raw instanceof Outcome.Encoded encoded && !encoded.mayBeGivenAway()) {
            return ended.setResult(payload(encoded.result())).build();
        }
        Outcome.Settled settled = settled();
        if (settled instanceof Outcome.Succeeded succeeded) {
            return ended.setResult(payload(values.encode(succeeded.value(), "the future's result")))
                    .build();
        }
        Failure.Builder failure = Failure.newBuilder();
        if (settled instanceof Outcome.Failed failed) {
            failure.setMessage(String.valueOf(failed.cause().getMessage()))
                    .setThrown(new ThrownCodec(values).encode(failed.cause()));
        } else {
            failure.setMessage(((Outcome.Cancelled) settled).message()).setCancelled(Cancelled.getDefaultInstance());
        }
        return ended.setFailure(failure).build();
    }

    private static Payload payload(ByteString bytes) {
        return Payload.newBuilder()
                .setEncoding(ValueCodec.ENCODING)
                .setData(bytes)
                .setSize(bytes.size())
                .build();
    }

    /** How long its encoded arguments were, in bytes. */
    public final int argumentBytes() {
        return argumentBytes;
    }

    /** How many bytes of an encoded result it holds: 0 before its end, after a failure, and once the result was read. */
    public final int heldBytes() {
        return outcome() instanceof Outcome.Encoded encoded ? encoded.result().size() : 0;
    }

    @Override
    public final long taskId() {
        return taskId;
    }

    @Override
    public final int attempt() {
        return attempt;
    }

    @Override
    public final long workerPid() {
        return workerPid;
    }

    /** Reads the result if there is one: whether it can be read decides which end it is, and an end must not change. */
    @Override
    public final TaskState taskState() {
        if (!isDone()) {
            return attempt > 0 ? TaskState.RUNNING : TaskState.PENDING;
        }
        Outcome.Settled settled = settled();
        if (settled instanceof Outcome.Failed failed) {
            return failed.state();
        }
        return settled instanceof Outcome.Succeeded ? TaskState.SUCCEEDED : TaskState.CANCELLED;
    }

    @Override
    public final boolean isDone() {
        return outcome() != null;
    }

    @Override
    public final boolean isCancelled() {
        return outcome() instanceof Outcome.Cancelled;
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        if (!cancelled("its future was cancelled")) {
            return false;
        }
        home.cancel(taskId, mayInterruptIfRunning);
        return true;
    }

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        try {
            return report(await(false, 0));
        } catch (TimeoutException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return report(await(true, System.nanoTime() + unit.toNanos(timeout)));
    }

    /**
     * Waits for the result as {@code map} and {@code apply} do.
     *
     * @throws CompletionException whose cause is what the task failed with
     * @throws CancellationException if it was cancelled
     */
    public final T result() throws InterruptedException {
        try {
            return get();
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        }
    }

    private T report(Outcome.Settled settled) throws ExecutionException {
        if (settled instanceof Outcome.Succeeded succeeded) {
            return value(succeeded);
        }
        if (settled instanceof Outcome.Failed failed) {
            throw new ExecutionException(failed.cause());
        }
        throw cancellation((Outcome.Cancelled) settled);
    }

    @Override
    public final TaskFuture<T> onSuccess(Consumer<? super T> callback) {
        Objects.requireNonNull(callback);
        callback(() -> {
            if (settled() instanceof Outcome.Succeeded succeeded) {
                callback.accept(value(succeeded));
            }
        });
        return this;
    }

    @Override
    public final TaskFuture<T> onFailure(Consumer<? super Throwable> callback) {
        Objects.requireNonNull(callback);
        callback(() -> {
            Outcome.Settled settled = settled();
            if (!(settled instanceof Outcome.Succeeded)) {
                callback.accept(failure(settled));
            }
        });
        return this;
    }

    /** A copy, complete from the start if the task has ended. */
    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        CallbackStage<T> copy = new CallbackStage<>(callbacks(), this);
        if (isDone()) {
            complete(copy);
        } else {
            callback(() -> complete(copy));
        }
        return copy;
    }

    @Override
    final <U> CompletionStage<U> attach(Function<CompletableFuture<T>, CompletableFuture<U>> link) {
        CallbackStage<T> copy = new CallbackStage<>(callbacks(), this);
        // Linked before the copy can complete: otherwise the dependent could run on this thread.
        CompletableFuture<U> dependent = link.apply(copy);
        callback(() -> complete(copy));
        return dependent;
    }

    private void complete(CompletableFuture<T> copy) {
        Outcome.Settled settled;
        try {
            settled = settled();
        } catch (Throwable broken) {
            // This future may be asked again; whoever waits for the copy is never told again.
            copy.completeExceptionally(broken);
            return;
        }
        if (settled instanceof Outcome.Succeeded succeeded) {
            copy.complete(value(succeeded));
        } else {
            copy.completeExceptionally(failure(settled));
        }
    }

    // Null is a result like others; a value of another type than T was not made by the function that was submitted.
    @SuppressWarnings({"unchecked", "NullAway"})
    private T value(Outcome.Succeeded succeeded) {
        return (T) succeeded.value();
    }

    private Throwable failure(Outcome.Settled settled) {
        return settled instanceof Outcome.Failed failed ? failed.cause() : cancellation((Outcome.Cancelled) settled);
    }

    private CancellationException cancellation(Outcome.Cancelled cancelled) {
        return new CancellationException(label() + " was cancelled: " + cancelled.message());
    }

    @Override
    final Outcome.Settled read(Outcome.Unsettled raw) {
        return new OutcomeReader(this, home, submitSite).read(raw, this::decode);
    }

    final TaskRun run(String worker) {
        return new TaskRun(taskId, attempt, workerPid, worker);
    }

    /** The result of these bytes; runs user code. */
    @Nullable
    Object decode(ByteString result, boolean sole) {
        return home.values().decode(result, sole);
    }

    @Override
    final Executor callbacks() {
        return home.callbacks();
    }

    @Override
    final String label() {
        return "Task " + taskId + " of pool " + home.name();
    }

    /** Does not read the result. */
    @Override
    public final String toString() {
        String state = isCancelled() ? "cancelled" : isDone() ? "ended" : attempt > 0 ? "running" : "pending";
        return label() + ": " + state + ", attempt " + attempt + ", pid " + workerPid;
    }
}
