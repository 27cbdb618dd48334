package dev.myriapod.client.pool;

import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.submit.Ending;
import dev.myriapod.client.submit.Submitter;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.Failure;

/** What each end of a pool means for the tasks that it meets and for those who come too late. Thread-safe. */
final class PoolEndings {
    private static final StackTraceElement[] NO_SITE = {};

    private final String pool;
    private final FailureDecoder failures;

    PoolEndings(String pool, FailureDecoder failures) {
        this.pool = pool;
        this.failures = failures;
    }

    /** Its workers cannot be started. */
    Ending broken(Failure failure) {
        return new Ending(task -> task.failed(failure, ""), () -> {
            Throwable broken = failures.decode(failure, TaskRun.NONE, NO_SITE);
            broken.setStackTrace(new Throwable().getStackTrace());
            return broken instanceof RuntimeException refusal
                    ? refusal
                    : new MyriapodException(failure.getMessage(), TaskRun.NONE, broken);
        });
    }

    /** The stream ended by itself. */
    Ending lost(Throwable cause) {
        String message = "The coordinator of pool " + pool + " is gone: " + cause
                + ". What it hosted is lost, and its workers end. Open a new cluster, or connect again.";
        return new Ending(
                task -> task.failed(run -> new CoordinatorLostException(message, run, cause)),
                () -> new CoordinatorLostException(message, TaskRun.NONE, cause));
    }

    /** It has finished. No task should be left; if one is, its coordinator ended the pool of its own accord. */
    Ending terminated() {
        String message = "Pool " + pool + " was ended by its coordinator before the task had ended."
                + " The coordinator may have been shut down; its log says why. Open a new pool.";
        return new Ending(
                task -> task.failed(run -> new CoordinatorLostException(message, run, null)),
                () -> Submitter.refusal(pool));
    }
}
