package dev.myriapod.client.feed;

import dev.myriapod.TaskState;
import dev.myriapod.client.submit.Submission;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.packed.ListPacker;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads items and submits them, as many at a time as travel together. Used by one thread. */
public final class ItemFeed<I, R> {
    private static final int MOST_EXPECTED = 1 << 16;

    private final Submission submission;
    private final ItemCall<I> call;
    private final Iterator<? extends I> items;
    private final ChunkSize chunkSize;
    /** How many have been read. */
    private long read;

    private final long total;

    /** Read, but not yet submitted: an interrupt in between must not lose them. */
    private ListPacker<I> unsent = new ListPacker<>(0);

    private @Nullable Throwable failure;

    /** Of these items, so many of which are a task each time. */
    public ItemFeed(Submission submission, ItemCall<I> call, Iterable<? extends I> items, ChunkSize chunkSize) {
        this.submission = submission;
        this.call = call;
        this.items = Objects.requireNonNull(items.iterator());
        this.chunkSize = chunkSize;
        this.total = items instanceof Collection<?> known ? known.size() : -1;
    }

    /** How many items there are; -1 if that is not known. */
    public long total() {
        return total;
    }

    /**
     * Reads the next items and submits them. Waits for room in the window.
     *
     * @return null if there are no more, or if the iterator threw: {@link #failure()} tells
     * @throws PayloadException if they cannot travel; the next call goes on behind them
     * @throws InterruptedException if the wait was interrupted; the next call goes on where this one was
     */
    @Nullable
    public Batch<R> submitNext() throws InterruptedException {
        if (unsent.size() == 0) {
            read();
        }
        if (unsent.size() == 0) {
            return null;
        }
        ListPacker<I> packed = unsent;
        List<I> batch = packed.list();
        unsent = new ListPacker<>(0);
        try {
            // What is learned from tells how long it took.
            return batch.size() == 1 && !chunkSize.learns()
                    ? new Batch<>(call.one(submission, batch.get(0)), 1, false)
                    : new Batch<>(call.many(submission, batch), batch.size(), true);
        } catch (InterruptedException interrupted) {
            unsent = packed;
            throw interrupted;
        }
    }

    /** A batch that has failed with this, to stand in the place of one that could not be sent. */
    public Batch<R> unsendable(PayloadException why) {
        ClientFuture<?> task = submission
                .submitter()
                .neverSent(
                        submission,
                        future -> future.failed(run -> new PayloadException(
                                String.valueOf(why.getMessage()), run, why.typeName(), why.path(), why)));
        return new Batch<>(task, 1, false, why);
    }

    /** How many batches there should be under way at most. */
    public int mostUnderWay() {
        return chunkSize.mostUnderWay();
    }

    /** That batch has ended; what that teaches counts for those that are submitted from now on. */
    public void ended(Batch<R> batch) throws InterruptedException {
        if (chunkSize.learns() && batch.chunk() && batch.future().taskState() == TaskState.SUCCEEDED) {
            ChunkResult<?> result = (ChunkResult<?>) batch.future().result();
            chunkSize.took(batch.items(), batch.future().argumentBytes(), result.nanos());
        }
    }

    /** What the iterator threw, if it did. */
    @Nullable
    public Throwable failure() {
        return failure;
    }

    /** Throws what the iterator threw, if it did. */
    public void rethrow() {
        if (failure instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (failure instanceof Error thrown) {
            throw thrown;
        }
    }

    private void read() {
        int most = chunkSize.next(total < 0 ? -1 : Math.max(0, total - read));
        // What a collection says of its size is believed up to a point.
        unsent = new ListPacker<>((int) Math.min(Math.min(most, MOST_EXPECTED), total < 0 ? 0 : total - read));
        try {
            while (failure == null && unsent.size() < most && items.hasNext()) {
                unsent.add(items.next());
                read++;
            }
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
    }
}
