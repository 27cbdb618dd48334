package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;
import dev.myriapod.client.waiting.Arrivals;
import dev.myriapod.client.waiting.Awaited;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Batches in the order in which they end. */
final class EndedOrder<R> implements BatchOrder<R> {
    private final Set<Batch<R>> all = ConcurrentHashMap.newKeySet();

    /** Filled by event loops. */
    private final Arrivals<Batch<R>> ended = new Arrivals<>();

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
        Batch<R> next =
                ended.next(() -> Awaited.any(all.stream().map(Batch::future).toList()));
        all.remove(next);
        return next;
    }

    @Override
    public void cancelAll() {
        all.forEach(Batch::cancel);
    }
}
