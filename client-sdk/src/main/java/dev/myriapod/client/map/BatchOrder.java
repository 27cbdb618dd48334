package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;

/** Batches under way, in the order in which their results are wanted. One thread uses it; any may cancel. */
sealed interface BatchOrder<R> permits ItemOrder, EndedOrder {
    void add(Batch<R> batch);

    /** Whether {@link #awaitNext()} would not wait. */
    boolean isNextDone();

    /** Waits for the next that has ended, and takes it out. There must be one under way. */
    Batch<R> awaitNext() throws InterruptedException;

    void cancelAll();
}
