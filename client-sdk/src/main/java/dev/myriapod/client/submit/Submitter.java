package dev.myriapod.client.submit;

import com.google.protobuf.ByteString;
import dev.myriapod.admission.BackPressure;
import dev.myriapod.admission.FullPoolPolicy;
import dev.myriapod.admission.PoolLoad;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.luggage.Luggage;
import dev.myriapod.client.segment.Segment;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.client.task.TaskHome;
import dev.myriapod.client.waiting.RunningTask;
import dev.myriapod.client.waiting.Waiting;
import dev.myriapod.client.watch.Announcement;
import dev.myriapod.payload.CallCodec;
import dev.myriapod.payload.EncodedCall;
import dev.myriapod.payload.FunctionDefinition;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.SubmitTask;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes tasks, waits for room, sends them, and keeps them until they end. Thread-safe.
 *
 * <p>No future may be left behind when the pool ends while others submit. A graceful end is announced when the last submit
 * that got through the gate has sent its task. An abrupt one first says so and then ends all tasks that it finds; a submit first puts its
 * task where it is found and then looks for such an end: one of the two sees the other.
 */
public final class Submitter {
    private final TaskHome home;
    private final CallCodec calls;
    private final TaskSender sender;
    private final SubmitGate gate;
    private final Admission window;
    private final FullPoolPolicy whenFull;
    private final ChunkSplitter splitter = new ChunkSplitter();
    private final TaskTable tasks = new TaskTable();
    private final FunctionTable functions;

    /** Set once. */
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

    /** Set once the tasks that have not ended are cancelled: why. Written by any thread, always the same. */
    private volatile @Nullable String cancelledBecause;

    /** Makes the future of a task that will be sent. Must not throw. */
    @FunctionalInterface
    public interface Maker<F> {
        /** The future. */
        F make(TaskHome home, long taskId, int argumentBytes, StackTraceElement[] site);
    }

    /** The action announces that no more tasks will come; it may be called more than once, by any thread. */
    public Submitter(TaskHome home, CallCodec calls, BackPressure bounds, TaskSender sender, Runnable allSent) {
        window = new Admission(bounds.maxTasks(), bounds.maxBytes());
        whenFull = bounds.whenFull();
        this.home = home;
        this.calls = calls;
        this.sender = sender;
        gate = new SubmitGate(allSent);
        functions = new FunctionTable(sender::send);
    }

    /** The tasks that have not ended. */
    public TaskTable tasks() {
        return tasks;
    }

    /** The function's number on the stream, where it is defined when this returns. */
    public int define(FunctionDefinition definition) {
        return functions.number(definition);
    }

    /**
     * Submits a task; waits for room in the window.
     *
     * @throws InterruptedException if the wait was interrupted; nothing was submitted
     * @throws RejectedExecutionException after {@link #close()}
     */
    public <F extends ClientFuture<?>> F submit(
            Submission submission, Maker<F> maker, Object function, @Nullable Object... arguments)
            throws InterruptedException {
        Luggage luggage = Luggage.pack();
        F task = null;
        try {
            EncodedCall call = encode(luggage, function, arguments);
            if (!window.acquire(call.arguments().size())) {
                throw refusal();
            }
            task = enter(submission, maker, call);
            return task;
        } finally {
            unpack(luggage, task);
        }
    }

    /**
     * Submits a task; does what the pool's policy says while there is no room.
     *
     * @throws InterruptedException if a wait was interrupted; nothing was submitted
     * @throws RejectedExecutionException after {@link #close()}, or if the policy says so
     */
    public <F extends ClientFuture<?>> F submitByPolicy(
            Submission submission, Maker<F> maker, Object function, @Nullable Object... arguments)
            throws InterruptedException {
        Luggage luggage = Luggage.pack();
        F task = null;
        try {
            EncodedCall call = encode(luggage, function, arguments);
            acquireByPolicy(call.arguments().size());
            task = enter(submission, maker, call);
            return task;
        } finally {
            unpack(luggage, task);
        }
    }

    private void acquireByPolicy(int bytes) throws InterruptedException {
        while (!window.tryAcquire(bytes)) {
            if (gate.isClosed()) {
                throw refusal();
            }
            FullPoolPolicy.Decision decision = whenFull.whenFull(load(bytes));
            if (decision == FullPoolPolicy.Decision.FAIL) {
                throw full(bytes);
            }
            if (decision == FullPoolPolicy.Decision.WAIT) {
                if (!window.acquire(bytes)) {
                    throw refusal();
                }
                return;
            }
        }
    }

    private PoolLoad load(int bytes) {
        return new PoolLoad(home.name(), window.tasks(), window.bytes(), bytes);
    }

    private RejectedExecutionException full(int bytes) {
        PoolLoad load = load(bytes);
        return new RejectedExecutionException("Pool " + home.name() + " is full: " + load.tasks() + " tasks with "
                + load.bytes() + " bytes of arguments have not ended, and a task of " + bytes
                + " bytes does not fit. Submit it later, let submits wait (FullPoolPolicy.waiting()), or give the pool"
                + " wider bounds (PoolOptions.backPressure).");
    }

    /**
     * As the first, but waits for room at most until {@link System#nanoTime()} is the deadline.
     *
     * @throws TimeoutException if there was no room until then; nothing was submitted
     */
    public <R> ClientFuture<R> submitUntil(long deadline, Submission submission, Object function)
            throws InterruptedException, TimeoutException {
        Luggage luggage = Luggage.pack();
        ClientFuture<R> task = null;
        try {
            EncodedCall call = encode(luggage, function);
            if (!window.acquire(call.arguments().size(), deadline)) {
                throw refusal();
            }
            task = enter(submission, ClientFuture<R>::new, call);
            return task;
        } finally {
            unpack(luggage, task);
        }
    }

    private EncodedCall encode(Luggage luggage, Object function, @Nullable Object... arguments) {
        try (luggage) {
            Objects.requireNonNull(function, "function");
            if (gate.isClosed()) {
                throw refusal();
            }
            return calls.encode(function, arguments);
        }
    }

    /** What the arguments hold on to is let go of when the task has ended, or was not sent. */
    private static void unpack(Luggage luggage, @Nullable ClientFuture<?> task) {
        if (task == null) {
            luggage.release();
        } else if (!luggage.isEmpty()) {
            task.watch(luggage::release);
        }
    }

    /** Sends what has got its room, or gives that back. */
    private <F extends ClientFuture<?>> F enter(Submission submission, Maker<F> maker, EncodedCall call) {
        if (!gate.enter()) {
            window.release(call.arguments().size());
            throw refusal();
        }
        try {
            return send(submission, maker, call);
        } finally {
            gate.leave();
        }
    }

    /** A task that is never sent, but ended by this. */
    public <R> ClientFuture<R> neverSent(Submission submission, Consumer<ClientFuture<?>> end) {
        ClientFuture<R> task = tasks.add(id -> new ClientFuture<>(home, id, 0, submission.site()));
        tasks.remove(task.taskId());
        end.accept(task);
        return task;
    }

    /** Takes a task that ended out, and gives its room to others; null if it is not there any more. */
    public @Nullable ClientFuture<?> remove(long taskId) {
        ClientFuture<?> task = tasks.remove(taskId);
        if (task != null) {
            window.release(task.argumentBytes());
        }
        return task;
    }

    /** Lets no more tasks in; those who wait for room are refused. */
    public void close() {
        gate.close();
        window.end();
    }

    /** Whether it lets no more tasks in. */
    public boolean isClosed() {
        return gate.isClosed();
    }

    /**
     * Cancels every task that has not ended, and those to come: {@link #close()} follows. They stay until the coordinator says that they
     * ended.
     */
    public void cancelAll(String why) {
        cancelledBecause = why;
        Announcement cancel = new Announcement();
        tasks.forEach(task -> cancel.tell(() -> task.cancelled(why)));
        cancel.rethrow();
    }

    /** Ends every task that has not ended and lets no more in. A second ending does nothing. */
    public void end(Ending fatal) {
        if (ending.compareAndSet(null, fatal)) {
            Announcement end = new Announcement();
            end.tell(this::close);
            tasks.forEach(task -> end.tell(() -> end(task, fatal)));
            end.rethrow();
        }
    }

    /** A new exception that says why nothing can be submitted. */
    private RuntimeException refusal() {
        Ending fatal = ending.get();
        return fatal != null ? fatal.refusal().get() : refusal(home.name());
    }

    /** What a pool that was shut down says. */
    public static RejectedExecutionException refusal(String pool) {
        return new RejectedExecutionException("Pool " + pool
                + " takes no more tasks: it was shut down. Submit before shutdown() or close(), or open a new pool.");
    }

    private void end(ClientFuture<?> task, Ending fatal) {
        if (remove(task.taskId()) != null) {
            fatal.fate().accept(task);
        }
    }

    private <F extends ClientFuture<?>> F send(Submission submission, Maker<F> maker, EncodedCall call) {
        int bytes = call.arguments().size();
        F task = null;
        try {
            int function = functions.number(call.function());
            RunningTask parent = Waiting.task();
            if (parent == null && bytes < Segment.SMALLEST) {
                task = tasks.add(id -> maker.make(home, id, bytes, submission.site()));
                sender.submit(new PlainTask(task.taskId(), function, call.arguments(), submission.limits()));
            } else {
                FunctionCall.Builder encoded =
                        FunctionCall.newBuilder().setFunction(function).setArguments(payload(call.arguments()));
                task = tasks.add(id -> maker.make(home, id, bytes, submission.site()));
                SubmitTask.Builder submit = SubmitTask.newBuilder()
                        .setTaskId(task.taskId())
                        .setCall(encoded)
                        .setLimits(submission.limits());
                if (parent != null) {
                    submit.setParentSequence(parent.sequence());
                }
                sender.send(PoolCommand.newBuilder().setSubmit(submit).build());
            }
        } catch (Throwable notSent) {
            if (task == null) {
                window.release(bytes);
            } else {
                remove(task.taskId());
            }
            throw notSent;
        }
        endIfLate(task);
        return task;
    }

    /** The other half of {@link #end(Ending)} and {@link #cancelAll}: they may have looked before the task was there. */
    private void endIfLate(ClientFuture<?> task) {
        Ending fatal = ending.get();
        if (fatal != null) {
            end(task, fatal);
        }
        String why = cancelledBecause;
        if (why != null) {
            task.cancelled(why);
        }
    }

    private Payload payload(ByteString arguments) {
        return splitter.split(arguments, this::send);
    }

    private void send(PayloadChunk chunk) {
        sender.send(PoolCommand.newBuilder().setChunk(chunk).build());
    }
}
