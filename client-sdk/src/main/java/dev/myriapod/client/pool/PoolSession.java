package dev.myriapod.client.pool;

import dev.myriapod.PoolOptions;
import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.client.output.OutputDispatcher;
import dev.myriapod.client.submit.Submitter;
import dev.myriapod.client.task.TaskHome;
import dev.myriapod.proto.v1.CancelTask;
import dev.myriapod.proto.v1.PausePool;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.ResizePool;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** One pool on one stream, whatever the task options. Thread-safe. */
final class PoolSession implements TaskHome {
    private final PoolOptions options;
    private final Executor callbacks;
    private final ValueDecoder values;
    private final FailureDecoder failures;
    private final Termination termination;
    private final Submitter submitter;
    private final Quarantine quarantine = new Quarantine();
    private final PoolStream stream;
    /** Written under this, in the order in which the coordinator hears of it. */
    private volatile int size;
    /** Written under this, in the order in which the coordinator hears of it. */
    private volatile boolean paused;

    /**
     * Opens the stream. Options with name and size set.
     *
     * @throws dev.myriapod.failure.PayloadException if the initializer cannot travel; then nothing was opened
     */
    PoolSession(PoolOptions options, PoolCodecs codecs, Function<PoolListener, PoolStream> opener, Executor callbacks) {
        this.options = options;
        this.callbacks = callbacks;
        this.size = options.size();
        this.values = codecs.values();
        this.failures = new FailureDecoder(codecs.thrown());
        OpenCommand open = new OpenCommand(options, codecs.calls());
        // None of these sends while there is no stream: all they could hear before is that it was lost, which sends
        // nothing.
        this.termination = new Termination(this::send);
        this.submitter = new Submitter(this, codecs.calls(), options.backPressure(), this::send, termination::allSent);
        OutputDispatcher output = new OutputDispatcher(
                options.name() + "-output",
                options.output(),
                consumed -> send(
                        PoolCommand.newBuilder().setOutputConsumed(consumed).build()));
        PoolEndings endings = new PoolEndings(options.name(), failures);
        this.stream = opener.apply(new PoolEvents(submitter, quarantine, endings, output, termination));
        try {
            open.send(stream::send, submitter::define);
        } catch (Throwable notOpened) {
            // Nobody else knows of the stream.
            stream.close();
            throw notOpened;
        }
    }

    private void send(PoolCommand command) {
        stream.send(command);
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
