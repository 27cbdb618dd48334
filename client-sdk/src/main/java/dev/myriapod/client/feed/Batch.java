package dev.myriapod.client.feed;

import dev.myriapod.client.task.ClientFuture;
import java.util.Collections;
import java.util.List;

/**
 * Some items that travel as one task.
 *
 * @param future the task
 * @param items how many
 * @param list whether the result is a list of so many results, not one result
 */
public record Batch<R>(ClientFuture<?> future, int items, boolean list) {
    /** Waits for the results; see {@link ClientFuture#result()} for what it throws. */
    @SuppressWarnings("unchecked") // The worker called the function that the type comes from.
    public List<R> results() throws InterruptedException {
        Object result = future.result();
        return list ? (List<R>) result : Collections.singletonList((R) result);
    }

    public void cancel() {
        future.cancel(true);
    }
}
