package dev.myriapod.client.submit;

import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.proto.v1.TaskLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one call have in common.
 *
 * @param submitter where they go
 * @param limits how long and how often they may run
 * @param site where the call was made; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying it would cost every submit.
public record Submission(Submitter submitter, TaskLimits limits, StackTraceElement[] site) {
    /**
     * Submits a task; waits for room in the window.
     *
     * @throws InterruptedException if the wait was interrupted; nothing was submitted
     */
    public <R> ClientFuture<R> submit(Object function, @Nullable Object... arguments) throws InterruptedException {
        return submitter.submit(this, ClientFuture<R>::new, function, arguments);
    }

    /** As the pool's policy wants it where there is no room; see {@link Submitter#submitByPolicy}. */
    public <R> ClientFuture<R> submitByPolicy(Object function, @Nullable Object... arguments)
            throws InterruptedException {
        return submitter.submitByPolicy(this, ClientFuture<R>::new, function, arguments);
    }
}
