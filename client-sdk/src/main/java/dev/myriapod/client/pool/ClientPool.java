package dev.myriapod.client.pool;

import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.admission.BackPressure;
import dev.myriapod.client.feed.ChunkSize;
import dev.myriapod.client.feed.ItemCall;
import dev.myriapod.client.feed.ItemFeed;
import dev.myriapod.client.handle.Handover;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.map.Maps;
import dev.myriapod.client.opening.JoinCommand;
import dev.myriapod.client.opening.OpenCommand;
import dev.myriapod.client.submit.Limits;
import dev.myriapod.client.submit.Submission;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.client.task.FixedResultFuture;
import dev.myriapod.client.task.SubmitSite;
import dev.myriapod.failure.QuarantinedTask;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.progress.Progress;
import dev.myriapod.proto.v1.PoolHandle;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskHandle;
import dev.myriapod.proto.v1.TaskLimits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool over a stream, seen with one set of task options; all views share one {@link PoolSession}. */
public final class ClientPool extends PoolCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ClientPool.class);

    private final PoolSession session;
    private final TaskOptions options;
    private final TaskLimits limits;

    /**
     * Opens a stream, and the pool on it. Events may come at once, also before this returns.
     *
     * @param options an empty name becomes "pool", a size of 0 the number of CPUs
     * @param jvms how the workers' JVMs are described
     * @param opener opens the stream that tells this listener
     * @param callbacks where callbacks run; must not run them on the calling thread
     * @throws dev.myriapod.failure.PayloadException if the initializer cannot travel; then nothing was opened
     */
    public ClientPool(
            PoolOptions options,
            PoolCodecs codecs,
            JvmSpecs jvms,
            Function<PoolListener, PoolStream> opener,
            Executor callbacks) {
        this(
                new PoolSession(new OpenCommand(complete(options), codecs.calls(), jvms), codecs, opener, callbacks),
                TaskOptions.defaults());
    }

    /** Joins a pool that another process has opened; this process bears that name in it. */
    public static ClientPool join(
            JoinCommand join, PoolCodecs codecs, Function<PoolListener, PoolStream> opener, Executor callbacks) {
        return new ClientPool(new PoolSession(join, codecs, opener, callbacks), TaskOptions.defaults());
    }

    private ClientPool(PoolSession session, TaskOptions options) {
        this.session = session;
        this.options = options;
        this.limits = Limits.of(options);
    }

    private static PoolOptions complete(PoolOptions options) {
        PoolOptions.Builder complete = options.toBuilder();
        if (options.name().isEmpty()) {
            complete.name("pool");
        }
        if (options.size() == 0) {
            complete.size(Runtime.getRuntime().availableProcessors());
        }
        return complete.build();
    }

    @Override
    public String name() {
        return session.name();
    }

    @Override
    public int size() {
        return session.size();
    }

    @Override
    public void resize(int size) {
        session.resize(size);
    }

    @Override
    public void pause() {
        session.pause(true);
    }

    @Override
    public void resume() {
        session.pause(false);
    }

    @Override
    public boolean isPaused() {
        return session.isPaused();
    }

    @Override
    public ProcessPool with(TaskOptions other) {
        return new ClientPool(session, other);
    }

    @Override
    public TaskOptions taskOptions() {
        return options;
    }

    private Submission submission() {
        return new Submission(session.submitter(), limits, SubmitSite.capture());
    }

    // This and the next do not share their line, as each frame between the user's and SubmitSite's costs every submit.
    @Override
    <R> ClientFuture<R> call(Object function, @Nullable Object... arguments) {
        StackTraceElement[] site = SubmitSite.capture(Objects.requireNonNull(function, "function"));
        try {
            return new Submission(session.submitter(), limits, site).submitByPolicy(function, arguments);
        } catch (InterruptedException interrupted) {
            throw rejected(interrupted);
        }
    }

    @Override
    <R> ClientFuture<R> start(Object function, @Nullable Object... arguments) throws InterruptedException {
        StackTraceElement[] site = SubmitSite.capture(Objects.requireNonNull(function, "function"));
        return new Submission(session.submitter(), limits, site).submitByPolicy(function, arguments);
    }

    @Override
    public <R> TaskFuture<R> submit(Runnable function, R result) {
        try {
            return session.submitter()
                    .<FixedResultFuture<R>>submitByPolicy(
                            submission(),
                            (home, id, bytes, site) -> new FixedResultFuture<>(home, id, bytes, site, result),
                            function);
        } catch (InterruptedException interrupted) {
            throw rejected(interrupted);
        }
    }

    @Override
    public void execute(Runnable function) {
        String pool = name();
        call(function)
                .onFailure(failure -> LOG.error(
                        "A task that was given to execute() of pool {} failed. Use submit() to get a future that says so.",
                        pool,
                        failure));
    }

    private RejectedExecutionException rejected(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        BackPressure bounds = session.options().backPressure();
        return new RejectedExecutionException(
                "Interrupted while waiting for room in pool " + name() + ": " + bounds.maxBytes()
                        + " bytes of arguments or " + bounds.maxTasks()
                        + " tasks have not ended. The task was not submitted.",
                interrupted);
    }

    @Override
    public <A, R> List<R> map(RemoteFunction<A, R> function, Iterable<? extends A> items) throws InterruptedException {
        return Maps.map(this.<A, R>feed(ItemCall.of(function), items, learningSize()), null);
    }

    @Override
    public <A, R> List<R> map(RemoteFunction<A, R> function, Iterable<? extends A> items, Progress progress)
            throws InterruptedException {
        return Maps.map(
                this.<A, R>feed(ItemCall.of(function), items, learningSize()), Objects.requireNonNull(progress));
    }

    @Override
    public <A, R> CompletableFuture<List<R>> mapAsync(RemoteFunction<A, R> function, Iterable<? extends A> items) {
        return mapAsync(this.<A, R>feed(ItemCall.of(function), items, share(items)));
    }

    @Override
    public <A, R> Stream<R> imap(RemoteFunction<A, R> function, Iterable<? extends A> items) {
        return Maps.imap(this.<A, R>feed(ItemCall.of(function), items), slots());
    }

    @Override
    public <A, R> Stream<R> imapUnordered(RemoteFunction<A, R> function, Iterable<? extends A> items) {
        return Maps.imapUnordered(this.<A, R>feed(ItemCall.of(function), items), slots());
    }

    @Override
    public <A, B, R> List<R> starmap(
            RemoteFunction2<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items)
            throws InterruptedException {
        return Maps.map(
                this.<Map.Entry<? extends A, ? extends B>, R>feed(ItemCall.ofPairs(function), items, learningSize()),
                null);
    }

    @Override
    public <A, B, R> CompletableFuture<List<R>> starmapAsync(
            RemoteFunction2<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items) {
        return mapAsync(
                this.<Map.Entry<? extends A, ? extends B>, R>feed(ItemCall.ofPairs(function), items, share(items)));
    }

    private <I, R> ItemFeed<I, R> feed(ItemCall<I> call, Iterable<? extends I> items) {
        return feed(call, items, ChunkSize.of(Math.max(1, options.chunkSize())));
    }

    private <I, R> ItemFeed<I, R> feed(ItemCall<I> call, Iterable<? extends I> items, ChunkSize chunkSize) {
        return new ItemFeed<>(submission(), call, items, chunkSize);
    }

    /** For maps that wait. What has limits or retries has them item by item. */
    private ChunkSize learningSize() {
        return isChunkedFreely() ? ChunkSize.learning(slots()) : ChunkSize.of(Math.max(1, options.chunkSize()));
    }

    /** For maps that submit all at once. */
    private ChunkSize share(Iterable<?> items) {
        return isChunkedFreely() && items instanceof Collection<?> known
                ? ChunkSize.share(slots(), known.size())
                : ChunkSize.of(Math.max(1, options.chunkSize()));
    }

    private boolean isChunkedFreely() {
        return options.chunkSize() == 0
                && options.limits().equals(TaskOptions.defaults().limits())
                && options.retries().limit() == 0;
    }

    private <R> CompletableFuture<List<R>> mapAsync(ItemFeed<?, R> feed) {
        try {
            return Maps.mapAsync(feed, session.callbacks());
        } catch (InterruptedException interrupted) {
            throw rejected(interrupted);
        }
    }

    private int slots() {
        return size() * session.options().workers().threads();
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> calls) throws InterruptedException {
        return new Invocations<T>(submission(), calls).all();
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> calls, long timeout, TimeUnit unit)
            throws InterruptedException {
        return new Invocations<T>(submission(), calls).all(timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> calls) throws InterruptedException, ExecutionException {
        try {
            return new Invocations<T>(submission(), calls).any(false, 0);
        } catch (TimeoutException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> calls, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return new Invocations<T>(submission(), calls).any(true, System.nanoTime() + unit.toNanos(timeout));
    }

    @Override
    public List<QuarantinedTask> quarantined() {
        return session.quarantine().tasks();
    }

    @Override
    public void shutdown() {
        requireOwn("shut down");
        session.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        requireOwn("shut down");
        session.shutdownNow();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return session.submitter().isClosed();
    }

    @Override
    public boolean isTerminated() {
        return session.termination().isComplete();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        requireOwn("waited for");
        return session.termination().await(timeout, unit);
    }

    /** The pool, for other processes. */
    public PoolHandle handle() {
        return session.handle();
    }

    /** A future of one of the pool's tasks that another process submitted; it has ended if its end is given. */
    public ClientFuture<?> future(TaskHandle task, @Nullable TaskEnded ended) {
        Handover handover = session.handover();
        return ended == null ? handover.future(task, session) : handover.ended(task, session, ended);
    }

    private void requireOwn(String done) {
        if (session.isJoined()) {
            throw new UnsupportedOperationException("Pool " + name() + " cannot be " + done
                    + " here: this process is one of its workers, or was handed the pool by the process that opened it."
                    + " That one ends it, when it likes, with the tasks that use it here. Leave it open; do not put it into"
                    + " try-with-resources.");
        }
    }

    @Override
    public void close() {
        shutdown();
        boolean interrupted = false;
        while (!isTerminated()) {
            try {
                awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException now) {
                interrupted = true;
                shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "ClientPool[" + name() + ", size " + size()
                + (isTerminated() ? ", terminated" : isShutdown() ? ", shut down" : isPaused() ? ", paused" : "") + "]";
    }
}
