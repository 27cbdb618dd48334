package dev.myriapod.client.map;

import dev.myriapod.TaskState;
import dev.myriapod.client.feed.Batch;
import dev.myriapod.client.waiting.Arrivals;
import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.progress.Progress;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts items as they end, in whatever order, and tells a {@link Progress} on the thread that runs the map. */
final class ProgressMeter {
    private final Progress progress;

    /** Filled by event loops, emptied by the map's thread. */
    private final Arrivals<Batch<?>> news = new Arrivals<>();

    /** Told, and not yet asked for by {@link #hasTold}. Owned by the map's thread. */
    private final Set<Batch<?>> told = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Owned by the map's thread. */
    private long ended;

    /** Owned by the map's thread. */
    private long failed;

    ProgressMeter(Progress progress) {
        this.progress = progress;
    }

    void track(Batch<?> batch) {
        batch.future().watch(() -> news.add(batch));
    }

    /** Tells what has ended since the last call. */
    void tell() {
        count(news.poll());
    }

    /** Waits until something has ended, and tells it; what is waited for is the first of these. */
    void awaitNews(Collection<? extends Batch<?>> pending) throws InterruptedException {
        count(news.next(() -> Awaited.any(pending.stream().map(Batch::future).toList())));
    }

    /** Whether the end of this one has been told; to be asked until it is true, and not again. */
    boolean hasTold(Batch<?> batch) {
        return told.remove(batch);
    }

    long ended() {
        return ended;
    }

    private void count(@Nullable Batch<?> first) {
        if (first == null) {
            return;
        }
        for (Batch<?> batch = first; batch != null; batch = news.poll()) {
            ended += batch.items();
            told.add(batch);
            if (batch.future().taskState() != TaskState.SUCCEEDED) {
                failed += batch.items();
            }
        }
        progress.advanced(ended, failed);
    }
}
