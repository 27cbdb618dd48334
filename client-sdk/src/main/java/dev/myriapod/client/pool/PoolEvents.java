package dev.myriapod.client.pool;

import com.google.protobuf.ByteString;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.client.output.OutputDispatcher;
import dev.myriapod.client.submit.Ending;
import dev.myriapod.client.submit.Submitter;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskRunning;
import dev.myriapod.proto.v1.TaskWatched;
import dev.myriapod.proto.v1.TasksSucceeded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the coordinator says. Its fields belong to the event loop. */
final class PoolEvents implements PoolListener {
    private static final Logger LOG = LoggerFactory.getLogger(PoolEvents.class);

    private final Submitter submitter;
    private final PoolTasks tasks;
    private final PoolEndings endings;
    private final OutputDispatcher output;
    private final Termination termination;
    private final ChunkCollector chunks = new ChunkCollector();

    PoolEvents(PoolTasks tasks, PoolEndings endings, OutputDispatcher output, Termination termination) {
        this.tasks = tasks;
        submitter = tasks.submitter();
        this.endings = endings;
        this.output = output;
        this.termination = termination;
    }

    @Override
    public void event(PoolEvent event) {
        switch (event.getEventCase()) {
            case CHUNK -> chunks.add(event.getChunk());
            case RUNNING -> running(event.getRunning());
            case ENDED -> ended(event.getEnded());
            case SUCCEEDED -> succeeded(event.getSucceeded());
            case OUTPUT -> output.accept(event.getOutput());
            case WATCHED -> watched(event.getWatched());
            case KEPT -> tasks.handover().answered(event.getKept());
            case BROKEN -> end(endings.broken(whole(event.getBroken())));
            case TERMINATED -> over(endings.terminated());
            case EVENT_NOT_SET ->
                LOG.warn("An event of a kind that this version does not know was ignored. Run the same version of"
                        + " Myriapod on both sides.");
        }
    }

    @Override
    public void lost(Throwable cause) {
        over(endings.lost(cause));
    }

    private void over(Ending ending) {
        termination.streamEnded();
        try {
            end(ending);
        } finally {
            // Whatever became of the tasks: whoever waits for the pool must not wait for ever.
            output.finish(termination::complete);
        }
    }

    private void end(Ending ending) {
        try {
            submitter.end(ending);
        } finally {
            tasks.handover().end(ending);
        }
    }

    private void watched(TaskWatched watched) {
        ClientFuture<?> task = tasks.handover().take(watched.getNumber());
        if (watched.hasEnded()) {
            settle(task, watched.getEnded());
        } else if (task != null) {
            task.failed(run -> new MyriapodException(
                    "Nothing is known any more of this task, whose future was handed over: what becomes of it is kept until"
                            + " the task that got the future has ended. Wait for the future inside of that task.",
                    run,
                    null));
        }
    }

    private void running(TaskRunning running) {
        ClientFuture<?> task = submitter.tasks().get(running.getTaskId());
        if (task != null) {
            task.began(running.getAttempt(), running.getWorkerPid());
        }
    }

    private void ended(TaskEnded ended) {
        // Taken out only when it has ended: should this break off, the end of the stream that follows still finds it.
        settle(submitter.tasks().get(ended.getTaskId()), ended);
        submitter.remove(ended.getTaskId());
    }

    private void succeeded(TasksSucceeded succeeded) {
        int attempt = succeeded.getAttempt();
        long pid = succeeded.getWorkerPid();
        for (int i = 0; i < succeeded.getTaskIdsCount(); i++) {
            long id = succeeded.getTaskIds(i);
            ClientFuture<?> task = submitter.tasks().get(id);
            if (task != null) {
                task.began(attempt, pid);
                task.succeeded(succeeded.getResults(i));
                submitter.remove(id);
            }
        }
    }

    private void settle(@Nullable ClientFuture<?> task, TaskEnded ended) {
        if (task != null) {
            task.began(ended.getAttempt(), ended.getWorkerPid());
        }
        try {
            // Taken for tasks that nobody waits for as well: what is not taken stays.
            if (ended.hasResult()) {
                ByteString result = chunks.take(ended.getResult());
                if (task != null) {
                    task.succeeded(result, ended.getResult().getSole());
                }
            } else {
                Failure failure = chunks.take(ended.getFailure());
                if (task != null) {
                    tasks.quarantine().failed(task, failure);
                    task.failed(failure, ended.getWorker());
                }
            }
        } catch (BrokenPayloadException broken) {
            if (task != null) {
                task.failed(run -> new PayloadException(String.valueOf(broken.getMessage()), run, "", "", broken));
            }
        }
    }

    private Failure whole(Failure failure) {
        try {
            return chunks.take(failure);
        } catch (BrokenPayloadException broken) {
            LOG.error("What broke the pool can only be told in part.", broken);
            return failure;
        }
    }
}
