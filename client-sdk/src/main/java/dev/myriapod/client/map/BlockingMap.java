package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;
import dev.myriapod.client.feed.ItemFeed;
import dev.myriapod.client.waiting.Arrivals;
import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.payload.packed.ListPacker;
import dev.myriapod.progress.Progress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One call of {@code map}. Used by one thread. */
final class BlockingMap<R> {
    private static final int MOST_EXPECTED = 1 << 20;

    private final ItemFeed<?, R> feed;
    private final @Nullable Progress progress;
    private final @Nullable ProgressMeter meter;
    private final Queue<Batch<R>> pending = new ArrayDeque<>();
    /** Filled by event loops, emptied by the map's thread: what has ended, in whatever order. */
    private final Arrivals<Batch<R>> ended = new Arrivals<>();

    private int underWay;
    private final ListPacker<R> results;
    private long submitted;

    BlockingMap(ItemFeed<?, R> feed, @Nullable Progress progress) {
        this.feed = feed;
        this.progress = progress;
        this.meter = progress == null ? null : new ProgressMeter(progress);
        // What a collection says of its size is believed up to a point.
        results = new ListPacker<>((int) Math.max(0, Math.min(MOST_EXPECTED, feed.total())));
    }

    List<R> run() throws InterruptedException {
        if (progress == null) {
            return mapOrCancel();
        }
        progress.started(feed.total());
        List<R> mapped;
        try {
            mapped = mapOrCancel();
        } catch (Throwable failure) {
            finishAfter(failure, progress);
            throw failure;
        }
        progress.finished();
        return mapped;
    }

    private static void finishAfter(Throwable failure, Progress progress) {
        try {
            progress.finished();
        } catch (RuntimeException second) {
            if (second != failure) {
                failure.addSuppressed(second);
            }
        }
    }

    private List<R> mapOrCancel() throws InterruptedException {
        try {
            for (Batch<R> batch = feed.submitNext(); batch != null; batch = feed.submitNext()) {
                pending.add(batch);
                submitted += batch.items();
                keepUnderWay(batch);
                if (meter != null) {
                    meter.track(batch);
                    meter.tell();
                }
                takeEnded();
            }
            feed.rethrow();
            while (meter != null && meter.ended() < submitted) {
                meter.awaitNews(pending);
                takeEnded();
            }
            while (!pending.isEmpty()) {
                take();
            }
            return results.list();
        } catch (Throwable failure) {
            pending.forEach(Batch::cancel);
            throw failure;
        }
    }

    /** Waits until there is room for one more under way. */
    private void keepUnderWay(Batch<R> next) throws InterruptedException {
        if (feed.mostUnderWay() == Integer.MAX_VALUE) {
            return;
        }
        underWay++;
        next.future().watch(() -> ended.add(next));
        for (Batch<R> batch = ended.poll(); batch != null; batch = ended.poll()) {
            learn(batch);
        }
        while (underWay >= feed.mostUnderWay()) {
            learn(ended.next(
                    () -> Awaited.any(pending.stream().map(Batch::future).toList())));
        }
    }

    private void learn(Batch<R> batch) throws InterruptedException {
        underWay--;
        feed.ended(batch);
    }

    /** Takes results while they are there: so a failure stops the map early, and bytes do not pile up beside their values. */
    private void takeEnded() throws InterruptedException {
        for (Batch<R> head = pending.peek(); head != null && hasEnded(head); head = pending.peek()) {
            take();
        }
    }

    /** With a progress, only once that has been told: a failure must not end the map before it was heard of. */
    private boolean hasEnded(Batch<R> head) {
        return meter == null ? head.future().isDone() : meter.hasTold(head);
    }

    /** Waits for the head; it stays in the queue until then, to be cancelled with the others. */
    private void take() throws InterruptedException {
        Batch<R> head = pending.element();
        head.future()
                .awaitEnd(() -> Awaited.all(pending.stream().map(Batch::future).toList()));
        results.addAll(head.results());
        pending.remove();
    }
}
