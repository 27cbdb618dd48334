package dev.myriapod.client.map;

import dev.myriapod.client.feed.ItemFeed;
import dev.myriapod.progress.Progress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The forms of {@code map} over any items. Their contracts are those in {@link dev.myriapod.ProcessPool}. */
public final class Maps {
    private Maps() {}

    /** All results, in order; waits for them. */
    public static <R> List<R> map(ItemFeed<?, R> feed, @Nullable Progress progress) throws InterruptedException {
        return new BlockingMap<>(feed, progress).run();
    }

    /** All results, in order, later; waits only for room in the window. The executor is for callbacks. */
    public static <R> CompletableFuture<List<R>> mapAsync(ItemFeed<?, R> feed, Executor executor)
            throws InterruptedException {
        return MapFuture.start(feed, executor);
    }

    /** The results in order, lazily; for a pool that runs so many tasks at once. */
    public static <R> Stream<R> imap(ItemFeed<?, R> feed, int slots) {
        return stream(feed, new ItemOrder<>(), slots);
    }

    /** The results as they come, lazily; for a pool that runs so many tasks at once. */
    public static <R> Stream<R> imapUnordered(ItemFeed<?, R> feed, int slots) {
        return stream(feed, new EndedOrder<>(), slots);
    }

    private static <R> Stream<R> stream(ItemFeed<?, R> feed, BatchOrder<R> order, int slots) {
        ResultReader<R> reader = new ResultReader<>(feed, order, new ReadAhead(slots, System::nanoTime));
        return StreamSupport.stream(reader, false).onClose(reader::close);
    }
}
