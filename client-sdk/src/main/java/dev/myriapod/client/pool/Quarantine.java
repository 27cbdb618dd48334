package dev.myriapod.client.pool;

import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.failure.QuarantinedTask;
import dev.myriapod.proto.v1.Failure;
import java.util.ArrayDeque;
import java.util.List;

/** The tasks that workers died with, the latest ones. Thread-safe. */
final class Quarantine {
    /** More: a pool whose tasks all crash keeps more. Fewer: it tells of less. */
    private static final int MOST = 1000;

    /** Guarded by this. */
    private final ArrayDeque<QuarantinedTask> tasks = new ArrayDeque<>();

    /** A task failed. */
    void failed(ClientFuture<?> task, Failure failure) {
        // One whose outcome was lost had ended: it is not what the worker died of.
        if (failure.hasDeath() && !failure.getDeath().getOutcomeLost()) {
            add(new QuarantinedTask(
                    task.taskId(), FailureDecoder.deaths(failure.getDeath()), List.of(task.submitSite())));
        }
    }

    private synchronized void add(QuarantinedTask task) {
        if (tasks.size() == MOST) {
            tasks.remove();
        }
        tasks.add(task);
    }

    synchronized List<QuarantinedTask> tasks() {
        return List.copyOf(tasks);
    }
}
