package dev.myriapod.client.pool;

import dev.myriapod.PoolOptions;
import dev.myriapod.client.handle.Handover;
import dev.myriapod.client.opening.JoinCommand;
import dev.myriapod.client.opening.Opening;
import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.client.output.OutputDispatcher;
import dev.myriapod.client.submit.PlainTask;
import dev.myriapod.client.submit.Submitter;
import dev.myriapod.client.submit.TaskSender;
import dev.myriapod.client.task.TaskHome;
import dev.myriapod.proto.v1.CancelTask;
import dev.myriapod.proto.v1.PausePool;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolHandle;
import dev.myriapod.proto.v1.ResizePool;
import dev.myriapod.proto.v1.TaskHandle;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** One pool on one stream, whatever the task options. Thread-safe. */
final class PoolSession implements TaskHome, TaskSender {
    private final Opening opening;
    private final PoolOptions options;
    private final Executor callbacks;
    private final ValueDecoder values;
    private final FailureDecoder failures;
    private final Termination termination;
    private final Submitter submitter;
    private final Handover handover;
    private final Quarantine quarantine = new Quarantine();
    private final PoolStream stream;
    /** Written under this, in the order in which the coordinator hears of it. */
    private volatile int size;
    /** Written under this, in the order in which the coordinator hears of it. */
    private volatile boolean paused;

    /** Opens the stream. */
    PoolSession(Opening opening, PoolCodecs codecs, Function<PoolListener, PoolStream> opener, Executor callbacks) {
        PoolOptions options = opening.options();
        this.opening = opening;
        this.options = options;
        this.callbacks = callbacks;
        this.size = options.size();
        this.values = codecs.values();
        this.failures = new FailureDecoder(codecs.thrown());
        // None of these sends while there is no stream: all they could hear before is that it was lost, which sends
        // nothing.
        this.termination = new Termination(this::send);
        this.submitter = new Submitter(this, codecs.calls(), options.backPressure(), this, termination::allSent);
        OutputDispatcher output = new OutputDispatcher(
                options.name() + "-output",
                options.output(),
                consumed -> send(
                        PoolCommand.newBuilder().setOutputConsumed(consumed).build()));
        PoolEndings endings = new PoolEndings(options.name(), failures);
        this.handover = new Handover(this::send);
        PoolTasks tasks = new PoolTasks(submitter, handover, quarantine);
        this.stream = opener.apply(new PoolEvents(tasks, endings, output, termination));
        try {
            opening.send(stream::send, submitter::define);
        } catch (Throwable notOpened) {
            // Nobody else knows of the stream.
            stream.close();
            throw notOpened;
        }
    }

    @Override
    public void send(PoolCommand command) {
        stream.send(command);
    }

    @Override
    public void submit(PlainTask task) {
        stream.submit(task);
    }

    PoolOptions options() {
        return options;
    }

    Submitter submitter() {
        return submitter;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** Futures that travel. */
    Handover handover() {
        return handover;
    }

    /** The pool, for other processes. */
    PoolHandle handle() {
        return opening.handle();
    }

    /** Whether another process opened it, whose task or child this process runs. */
    boolean isJoined() {
        return opening instanceof JoinCommand;
    }

    @Override
    public TaskHandle handle(long taskId) {
        return TaskHandle.newBuilder()
                .setPool(opening.handle())
                .setProcess(opening.process())
                .setTaskId(taskId)
                .build();
    }

    @Override
    public boolean keep(TaskHandle task) throws InterruptedException {
        return handover.keep(task);
    }

    @Override
    public void release(TaskHandle task) {
        handover.release(task);
    }

    Termination termination() {
        return termination;
    }

    int size() {
        return size;
    }

    void resize(int newSize) {
        if (newSize < 1) {
            throw new IllegalArgumentException("A pool needs at least one worker, got size " + newSize);
        }
        // To send is to put into a queue: no call leaves from under the lock.
        synchronized (this) {
            size = newSize;
            send(PoolCommand.newBuilder()
                    .setResize(ResizePool.newBuilder().setSize(newSize))
                    .build());
        }
    }

    void pause(boolean wanted) {
        synchronized (this) {
            if (paused != wanted && !submitter.isClosed()) {
                paused = wanted;
                send(PoolCommand.newBuilder()
                        .setPause(PausePool.newBuilder().setPaused(wanted))
                        .build());
            }
        }
    }

    boolean isPaused() {
        return paused && !submitter.isClosed();
    }

    void shutdown() {
        submitter.close();
    }

    void shutdownNow() {
        termination.now();
        // Before the coordinator hears of it, or its answer could be there first.
        submitter.cancelAll("shutdownNow() was called on its pool");
        submitter.close();
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public void cancel(long taskId, boolean interrupt) {
        send(PoolCommand.newBuilder()
                .setCancel(CancelTask.newBuilder().setTaskId(taskId).setInterrupt(interrupt))
                .build());
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public ValueDecoder values() {
        return values;
    }

    @Override
    public FailureDecoder failures() {
        return failures;
    }
}
