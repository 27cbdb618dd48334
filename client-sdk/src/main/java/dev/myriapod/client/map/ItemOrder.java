package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

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
        if (!head.future().isDone()) {
            CountDownLatch ended = new CountDownLatch(1);
            head.future().watch(ended::countDown);
            ended.await();
        }
        batches.remove();
        return head;
    }

    @Override
    public void cancelAll() {
        batches.forEach(Batch::cancel);
    }
}
