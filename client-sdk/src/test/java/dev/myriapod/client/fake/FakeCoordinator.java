package dev.myriapod.client.fake;

import com.google.protobuf.ByteString;
import dev.myriapod.PoolOptions;
import dev.myriapod.client.callback.CallbackExecutor;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.client.pool.PoolCodecs;
import dev.myriapod.client.pool.PoolListener;
import dev.myriapod.client.pool.PoolStream;
import dev.myriapod.client.submit.PlainTask;
import dev.myriapod.payload.FunctionResolver;
import dev.myriapod.payload.ThrownCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.Cancelled;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.PoolTerminated;
import dev.myriapod.proto.v1.SubmitTask;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskRunning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A stream, the event loop behind it and a coordinator that keeps the protocol's rules and notes who breaks them. In automatic mode
 * it runs each task on its loop at once; otherwise the test says what happens.
 */
public final class FakeCoordinator implements PoolStream, AutoCloseable {
    private static final ValueCodec VALUES = ValueCodec.of(FakeCoordinator.class.getClassLoader());
    private static final ThrownCodec THROWN = new ThrownCodec(VALUES);

    public final List<PoolCommand> commands = new CopyOnWriteArrayList<>();
    public final List<String> violations = new CopyOnWriteArrayList<>();
    private final ExecutorService loop = Executors.newSingleThreadExecutor(task -> new Thread(task, "fake-event-loop"));
    private final CallbackExecutor callbacks = new CallbackExecutor();
    private final boolean automatic;
    private volatile boolean record = true;
    private volatile PoolListener listener;

    private final FunctionResolver resolver = new FunctionResolver(VALUES);

    // Owned by the loop.
    private final Map<Integer, ByteString> functions = new HashMap<>();
    private final Map<Long, SubmitTask> open = new LinkedHashMap<>();
    private final ChunkCollector chunks = new ChunkCollector();
    private final ChunkSplitter splitter = new ChunkSplitter();
    private boolean shutdown;
    private boolean over;
    private Consumer<SubmitTask> onSubmit = submit -> {};

    private FakeCoordinator(boolean automatic) {
        this.automatic = automatic;
    }

    public static FakeCoordinator automatic() {
        return new FakeCoordinator(true);
    }

    public static FakeCoordinator manual() {
        return new FakeCoordinator(false);
    }

    /** Keeps no list of commands: for tests with very many. */
    public FakeCoordinator unrecorded() {
        record = false;
        return this;
    }

    /** What the loop does with each task, before anything else. */
    public FakeCoordinator onSubmit(Consumer<SubmitTask> action) {
        onSubmit = action;
        return this;
    }

    public ClientPool pool() {
        return pool(PoolOptions.builder().name("test").size(2).build());
    }

    public ClientPool pool(PoolOptions options) {
        return new ClientPool(options, PoolCodecs.of(VALUES), JvmSpecs.local(), this::open, callbacks);
    }

    private PoolStream open(PoolListener to) {
        listener = to;
        return this;
    }

    @Override
    public void send(PoolCommand command) {
        if (record) {
            commands.add(command);
        }
        loop.execute(() -> handle(command));
    }

    @Override
    public void submit(PlainTask task) {
        ByteString arguments = task.arguments();
        send(PoolCommand.newBuilder()
                .setSubmit(SubmitTask.newBuilder()
                        .setTaskId(task.id())
                        .setCall(FunctionCall.newBuilder()
                                .setFunction(task.function())
                                .setArguments(splitter.split(arguments, chunk -> violations.add("it is small"))))
                        .setLimits(task.limits()))
                .build());
    }

    public static ByteString bytes(Object value) {
        return VALUES.encode(value, "the result");
    }

    /** Runs this on the loop and waits for it. */
    public void onLoop(Runnable action) {
        CompletableFuture.runAsync(action, loop).orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Waits until the loop has handled what was sent so far. */
    public void settle() {
        onLoop(() -> {});
    }

    public void event(PoolEvent event) {
        onLoop(() -> emit(event));
    }

    public void running(long task, int attempt, long pid) {
        event(PoolEvent.newBuilder()
                .setRunning(TaskRunning.newBuilder()
                        .setTaskId(task)
                        .setAttempt(attempt)
                        .setWorkerPid(pid))
                .build());
    }

    public void succeed(long task, Object result) {
        onLoop(() -> emitResult(task, bytes(result)));
    }

    /** Only on the loop. */
    public void endNow(long task, Object result) {
        emitResult(task, bytes(result));
    }

    public void succeedWithBytes(long task, ByteString result) {
        onLoop(() -> emitResult(task, result));
    }

    public void fail(long task, Failure failure) {
        onLoop(() -> emitFailure(task, failure));
    }

    public void fail(long task, Throwable thrown) {
        fail(task, Failure.newBuilder().setThrown(THROWN.encode(thrown)).build());
    }

    public void lose(Throwable cause) {
        onLoop(() -> loseNow(cause));
    }

    /** Only on the loop. */
    public void loseNow(Throwable cause) {
        over = true;
        listener.lost(cause);
    }

    public void terminate() {
        onLoop(this::terminateNow);
    }

    public void terminateNow() {
        over = true;
        listener.event(PoolEvent.newBuilder()
                .setTerminated(PoolTerminated.getDefaultInstance())
                .build());
    }

    public void broken(Failure failure) {
        onLoop(() -> brokenNow(failure));
    }

    public void brokenNow(Failure failure) {
        emit(PoolEvent.newBuilder().setBroken(failure).build());
        open.clear();
    }

    /** How many commands of a kind were recorded. */
    public long sent(PoolCommand.CommandCase kind) {
        return commands.stream()
                .filter(command -> command.getCommandCase() == kind)
                .count();
    }

    /** The tasks that the coordinator has and that have not ended, in order. */
    public List<Long> open() {
        List<Long> ids = new ArrayList<>();
        onLoop(() -> ids.addAll(open.keySet()));
        return ids;
    }

    @Override
    public void close() {
        loop.shutdown();
        callbacks.close();
    }

    private void handle(PoolCommand command) {
        if (over) {
            return;
        }
        switch (command.getCommandCase()) {
            case FUNCTION -> {
                int number = command.getFunction().getNumber();
                if (number != functions.size() + 1) {
                    violations.add("function " + number + " after " + functions.size());
                }
                functions.put(number, command.getFunction().getDefinition());
            }
            case CHUNK -> chunks.add(command.getChunk());
            case SUBMIT -> submitted(command.getSubmit());
            case SUBMITS -> violations.add("the stream makes these, not the pool");
            case CANCEL -> cancelled(command.getCancel().getTaskId());
            case SHUTDOWN -> shutdown(command.getShutdown().getNow());
            case OPEN, OUTPUT_CONSUMED, JOIN, RELEASE, RESIZE, PAUSE -> {}
            case WATCH, KEEP -> violations.add("no future is handed over here");
            case COMMAND_NOT_SET -> violations.add("empty command");
        }
    }

    private void submitted(SubmitTask submit) {
        if (shutdown) {
            violations.add("task " + submit.getTaskId() + " after shutdown");
        }
        if (!functions.containsKey(submit.getCall().getFunction())) {
            violations.add("task " + submit.getTaskId() + " with unknown function");
        }
        if (open.put(submit.getTaskId(), submit) != null) {
            violations.add("task " + submit.getTaskId() + " twice");
        }
        onSubmit.accept(submit);
        if (automatic && open.containsKey(submit.getTaskId())) {
            run(submit);
        }
    }

    private void run(SubmitTask submit) {
        try {
            ByteString arguments = chunks.take(submit.getCall().getArguments());
            Object result = resolver.resolve(functions.get(submit.getCall().getFunction()))
                    .call(arguments);
            emitResult(submit.getTaskId(), bytes(result));
        } catch (Exception thrown) {
            emitFailure(
                    submit.getTaskId(),
                    Failure.newBuilder().setThrown(THROWN.encode(thrown)).build());
        }
    }

    private void cancelled(long task) {
        if (open.containsKey(task)) {
            emitCancelled(task);
        }
    }

    private void shutdown(boolean now) {
        shutdown = true;
        if (now) {
            List.copyOf(open.keySet()).forEach(this::emitCancelled);
        }
        if (open.isEmpty() && !over) {
            terminateNow();
        }
    }

    private void emitCancelled(long task) {
        emitFailure(
                task,
                Failure.newBuilder()
                        .setMessage("cancelled")
                        .setCancelled(Cancelled.getDefaultInstance())
                        .build());
    }

    private void emitFailure(long task, Failure failure) {
        emitEnd(task, ended(task).setFailure(failure));
    }

    private void emitResult(long task, ByteString bytes) {
        emitEnd(
                task,
                ended(task)
                        .setResult(splitter.split(
                                bytes,
                                chunk -> emit(
                                        PoolEvent.newBuilder().setChunk(chunk).build()))));
    }

    private static TaskEnded.Builder ended(long task) {
        return TaskEnded.newBuilder()
                .setTaskId(task)
                .setAttempt(1)
                .setWorkerPid(4711)
                .setWorker("worker-1");
    }

    private void emitEnd(long task, TaskEnded.Builder ended) {
        open.remove(task);
        emit(PoolEvent.newBuilder().setEnded(ended).build());
        if (shutdown && open.isEmpty()) {
            terminateNow();
        }
    }

    private void emit(PoolEvent event) {
        if (!over) {
            listener.event(event);
        }
    }
}
