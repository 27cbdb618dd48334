package dev.myriapod.client.task;

import dev.myriapod.TaskState;
import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.proto.v1.Failure;
import org.jspecify.annotations.Nullable;

/** Makes of what came over the wire what {@code get()} gives. Runs user code, and lets nothing of it escape. */
final class OutcomeReader {
    private final ClientFuture<?> task;
    private final TaskHome home;
    private final StackTraceElement[] submitSite;

    OutcomeReader(ClientFuture<?> task, TaskHome home, StackTraceElement[] submitSite) {
        this.task = task;
        this.home = home;
        this.submitSite = submitSite;
    }

    Outcome.Settled read(Outcome.Unsettled raw, ValueDecoder values) {
        if (raw instanceof Outcome.Encoded encoded) {
            return result(encoded, values);
        }
        if (raw instanceof Outcome.Failing failing) {
            Failure failure = failing.failure();
            Throwable cause = home.failures().decode(failure, task.run(failing.worker()), submitSite);
            return new Outcome.Failed(FailureDecoder.stateOf(failure), cause);
        }
        Throwable made = ((Outcome.Unmade) raw).maker().apply(task.run(""));
        made.setStackTrace(submitSite.clone());
        return new Outcome.Failed(TaskState.FAILED, made);
    }

    private Outcome.Settled result(Outcome.Encoded encoded, ValueDecoder values) {
        try {
            return new Outcome.Succeeded(values.decode(encoded.result(), encoded.sole()));
        } catch (PayloadException unreadable) {
            return unreadable(unreadable.getMessage(), unreadable.typeName(), unreadable.path(), unreadable);
        } catch (Throwable unreadable) {
            // Errors too: whoever waits must learn of them, and the next who asks must get the same answer.
            return unreadable(unreadable.toString(), "", "", unreadable);
        }
    }

    private Outcome.Settled unreadable(@Nullable String why, String type, String path, Throwable cause) {
        String text = task.label() + " succeeded, but its result could not be decoded: " + why + advice(cause);
        PayloadException failure = new PayloadException(text, task.run(""), type, path, cause);
        failure.setStackTrace(submitSite.clone());
        return new Outcome.Failed(TaskState.FAILED, failure);
    }

    private static String advice(Throwable cause) {
        return cause instanceof OutOfMemoryError
                ? ". The heap of this JVM was full, and the result is given up for good: give this JVM more memory (-Xmx),"
                        + " or let the function return less."
                : " Check that the classes of the result are the same here and in the workers.";
    }
}
