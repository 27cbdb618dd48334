package dev.myriapod.client.outcome;

import dev.myriapod.TaskState;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.failure.ProcessDeath;
import dev.myriapod.failure.RemoteException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.PoolBroken;
import dev.myriapod.proto.v1.Thrown;
import dev.myriapod.proto.v1.WorkerDeath;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Makes typed exceptions of failures as data: a new one for each call. Those of Myriapod have the submit's frames as their
 * stack trace, because the place where they happen to be made here says nothing. Thread-safe; runs user code where the
 * failure is a user's exception.
 */
public final class FailureDecoder {
    private final ThrownDecoder thrown;

    /** With this for exceptions of user code. */
    public FailureDecoder(ThrownDecoder thrown) {
        this.thrown = thrown;
    }

    /** A new exception that says this. */
    public Throwable decode(Failure failure, TaskRun run, StackTraceElement[] submitSite) {
        if (failure.getKindCase() == Failure.KindCase.THROWN) {
            return thrown(failure.getThrown(), run, submitSite);
        }
        Throwable made = made(failure, run, submitSite);
        made.setStackTrace(submitSite.clone());
        return made;
    }

    /** The end that a task with this failure is in. */
    public static TaskState stateOf(Failure failure) {
        return switch (failure.getKindCase()) {
            case DEATH -> TaskState.CRASHED;
            case TIMED_OUT -> TaskState.TIMED_OUT;
            case CANCELLED -> TaskState.CANCELLED;
            case THROWN, BAD_PAYLOAD, POOL_BROKEN, KIND_NOT_SET -> TaskState.FAILED;
        };
    }

    private Throwable made(Failure failure, TaskRun run, StackTraceElement[] submitSite) {
        String message = failure.getMessage();
        return switch (failure.getKindCase()) {
            case DEATH -> crashed(message, failure.getDeath(), run);
            case TIMED_OUT ->
                new TaskTimeoutException(
                        message,
                        run,
                        Duration.ofNanos(failure.getTimedOut().getLimitNanos()),
                        failure.getTimedOut().getWhileQueued());
            case CANCELLED -> new CancellationException(message);
            case BAD_PAYLOAD -> badPayload(failure, run, submitSite);
            case POOL_BROKEN -> broken(message, failure.getPoolBroken(), run, submitSite);
            case THROWN, KIND_NOT_SET -> new MyriapodException(message, run, null);
        };
    }

    private static WorkerCrashedException crashed(String message, WorkerDeath last, TaskRun run) {
        return new WorkerCrashedException(message, run, deaths(last), last.getOutOfMemory(), last.getOutcomeLost());
    }

    /** How the workers ended that ran the task, oldest first. */
    public static List<ProcessDeath> deaths(WorkerDeath last) {
        return Stream.concat(last.getEarlierList().stream(), Stream.of(last))
                .map(FailureDecoder::death)
                .toList();
    }

    private static PayloadException badPayload(Failure failure, TaskRun run, StackTraceElement[] submitSite) {
        var bad = failure.getBadPayload();
        return new PayloadException(
                failure.getMessage(),
                run,
                bad.getClassName(),
                bad.getPath(),
                bad.hasThrown() ? remote(bad.getThrown(), run, submitSite) : null);
    }

    private PoolBrokenException broken(String message, PoolBroken broken, TaskRun run, StackTraceElement[] submitSite) {
        List<ProcessDeath> deaths =
                broken.getDeathsList().stream().map(FailureDecoder::death).toList();
        Throwable cause = broken.hasInitializer() ? thrown(broken.getInitializer(), run, submitSite) : null;
        return new PoolBrokenException(message, run, deaths, cause);
    }

    private Throwable thrown(Thrown data, TaskRun run, StackTraceElement[] submitSite) {
        try {
            return thrown.decode(data, run, submitSite);
        } catch (Throwable unreadable) {
            RemoteException instead = remote(data, run, submitSite);
            instead.addSuppressed(unreadable);
            return instead;
        }
    }

    private static RemoteException remote(Thrown data, TaskRun run, StackTraceElement[] submitSite) {
        String text =
                data.getMessage().isEmpty() ? data.getClassName() : data.getClassName() + ": " + data.getMessage();
        RemoteException remote = new RemoteException(text, run, data.getClassName(), data.getStackTrace());
        remote.setStackTrace(submitSite.clone());
        return remote;
    }

    private static ProcessDeath death(WorkerDeath death) {
        return new ProcessDeath(
                death.getWorker(), death.getPid(), death.getExitCode(), death.getStderrList(), death.getHsErr());
    }
}
