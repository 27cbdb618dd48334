package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** Batches in the order in which they end. */
final class EndedOrder<R> implements BatchOrder<R> {
    private final Set<Batch<R>> all = ConcurrentHashMap.newKeySet();

    /** Filled by event loops. */
    private final BlockingQueue<Batch<R>> ended = new LinkedBlockingQueue<>();

    @Override
    public void add(Batch<R> batch) {
        all.add(batch);
        batch.future().watch(() -> ended.add(batch));
    }

    @Override
    public boolean isNextDone() {
        return !ended.isEmpty();
    }

    @Override
    public Batch<R> awaitNext() throws InterruptedException {
        Batch<R> next = ended.take();
        all.remove(next);
        return next;
    }

    @Override
    public void cancelAll() {
        all.forEach(Batch::cancel);
    }
}
