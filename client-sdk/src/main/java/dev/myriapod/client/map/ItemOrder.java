package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;
import dev.myriapod.client.waiting.Awaited;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Batches in the order of their items. */
final class ItemOrder<R> implements BatchOrder<R> {
    private final Queue<Batch<R>> batches = new ConcurrentLinkedQueue<>();

    @Override
    public void add(Batch<R> batch) {
        batches.add(batch);
    }

    @Override
    public boolean isNextDone() {
        Batch<R> head = batches.peek();
        return head != null && head.future().isDone();
    }

    @Override
    public Batch<R> awaitNext() throws InterruptedException {
        Batch<R> head = batches.element();
        head.future()
                .awaitEnd(() -> Awaited.all(batches.stream().map(Batch::future).toList()));
        batches.remove();
        return head;
    }

    @Override
    public void cancelAll() {
        batches.forEach(Batch::cancel);
    }
}
