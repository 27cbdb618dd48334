package dev.myriapod.client.handle;

import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.client.submit.Ending;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.client.task.TaskHome;
import dev.myriapod.proto.v1.KeepTask;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.ReleaseTask;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskHandle;
import dev.myriapod.proto.v1.TaskKept;
import dev.myriapod.proto.v1.WatchTask;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * A question is put where it is found before the end of the stream is looked for, and the end says so before it looks for
 * questions: one of the two sees the other.
 */
/** Futures of one pool that were handed from process to process, as one stream sees them. Thread-safe. */
public final class Handover {
    private static final StackTraceElement[] NO_SITE = {};

    private final Consumer<PoolCommand> send;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();
    private final Map<Long, ClientFuture<?>> watched = new ConcurrentHashMap<>();

    /** Written once, by the event loop. */
    private volatile @Nullable Ending ending;

    public Handover(Consumer<PoolCommand> send) {
        this.send = send;
    }

    /**
     * Makes the coordinator keep what becomes of a task until {@link #release}; waits for its answer.
     *
     * @return false if the task has ended; then its own clients have been told
     */
    public boolean keep(TaskHandle task) throws InterruptedException {
        long number = lastNumber.incrementAndGet();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        asked.put(number, answer);
        send.accept(PoolCommand.newBuilder()
                .setKeep(KeepTask.newBuilder().setNumber(number).setTask(task))
                .build());
        if (ending != null) {
            answer.complete(false);
        }
        try {
            return answer.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            asked.remove(number);
        }
    }

    /** Undoes one {@link #keep}. */
    public void release(TaskHandle task) {
        send.accept(PoolCommand.newBuilder()
                .setRelease(ReleaseTask.newBuilder().setTask(task))
                .build());
    }

    /** The coordinator's answer to a keep. */
    public void answered(TaskKept kept) {
        CompletableFuture<Boolean> answer = asked.get(kept.getNumber());
        if (answer != null) {
            answer.complete(kept.getKept());
        }
    }

    /** A future of a task that another process submitted; it ends as that one does. */
    public ClientFuture<?> future(TaskHandle task, TaskHome home) {
        long number = lastNumber.incrementAndGet();
        ClientFuture<?> future = new ClientFuture<>(new Elsewhere(task, home), task.getTaskId(), 0, NO_SITE);
        watched.put(number, future);
        send.accept(PoolCommand.newBuilder()
                .setWatch(WatchTask.newBuilder().setNumber(number).setTask(task))
                .build());
        Ending over = ending;
        if (over != null) {
            end(number, over);
        }
        return future;
    }

    /** A future of a task that another process submitted and that has ended. */
    public ClientFuture<?> ended(TaskHandle task, TaskHome home, TaskEnded how) {
        ClientFuture<?> future = new ClientFuture<>(new Elsewhere(task, home), task.getTaskId(), 0, NO_SITE);
        future.began(how.getAttempt(), how.getWorkerPid());
        if (how.hasFailure()) {
            future.failed(how.getFailure(), how.getWorker());
        } else {
            future.succeeded(how.getResult().getData());
        }
        return future;
    }

    /** The future whose watch is answered; null if it was ended before. */
    public @Nullable ClientFuture<?> take(long number) {
        return watched.remove(number);
    }

    /** The stream is of no use any more. */
    public void end(Ending how) {
        if (ending == null) {
            ending = how;
        }
        asked.values().forEach(answer -> answer.complete(false));
        watched.keySet().forEach(number -> end(number, how));
    }

    private void end(long number, Ending how) {
        ClientFuture<?> future = watched.remove(number);
        if (future != null) {
            how.fate().accept(future);
        }
    }

    /** The home of a future whose task belongs to another process. */
    private record Elsewhere(TaskHandle task, TaskHome home) implements TaskHome {
        @Override
        public String name() {
            return home.name();
        }

        /** The task is wanted by the one that submitted it, and perhaps by others: this future alone is cancelled. */
        @Override
        public void cancel(long taskId, boolean interrupt) {}

        @Override
        public TaskHandle handle(long taskId) {
            return task;
        }

        @Override
        public boolean keep(TaskHandle kept) throws InterruptedException {
            return home.keep(kept);
        }

        @Override
        public void release(TaskHandle kept) {
            home.release(kept);
        }

        @Override
        public Executor callbacks() {
            return home.callbacks();
        }

        @Override
        public ValueDecoder values() {
            return home.values();
        }

        @Override
        public FailureDecoder failures() {
            return home.failures();
        }
    }
}
