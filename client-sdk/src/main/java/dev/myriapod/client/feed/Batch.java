package dev.myriapod.client.feed;

import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.failure.PayloadException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some items that travel as one task.
 *
 * @param future the task
 * @param items how many
 * @param chunk whether the result is a {@link ChunkResult}, not one result
 * @param unsendable why it was never sent, if it could not be
 */
public record Batch<R>(
        ClientFuture<?> future,
        int items,
        boolean chunk,
        @Nullable PayloadException unsendable) {
    /** One that was sent. */
    Batch(ClientFuture<?> future, int items, boolean chunk) {
        this(future, items, chunk, null);
    }

    /**
     * Waits for the results; see {@link ClientFuture#result()} for what else it throws.
     *
     * @throws PayloadException if it could not be sent: as it is, like that of any call that is given what cannot travel
     */
    @SuppressWarnings("unchecked") // The worker called the function that the type comes from.
    public List<R> results() throws InterruptedException {
        if (unsendable != null) {
            throw unsendable;
        }
        Object result = future.result();
        return chunk ? ((ChunkResult<R>) result).results() : Collections.singletonList((R) result);
    }

    public void cancel() {
        future.cancel(true);
    }
}
