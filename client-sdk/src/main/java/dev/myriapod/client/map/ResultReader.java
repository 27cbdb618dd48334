package dev.myriapod.client.map;

import dev.myriapod.client.feed.Batch;
import dev.myriapod.client.feed.ItemFeed;
import dev.myriapod.failure.PayloadException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The results of {@code imap}, read one by one. Used by the thread that reads the stream; {@link #close()} by any.
 *
 * <p>Each result that is asked for makes it submit at least one batch, and more as long as the next result is not there: so the
 * number of batches under way grows by itself to what keeps the reader from waiting, within what {@link ReadAhead} allows.
 */
final class ResultReader<R> implements Spliterator<R> {
    private final ItemFeed<?, R> feed;
    private final BatchOrder<R> order;
    private final ReadAhead ahead;
    private final int characteristics;

    private Iterator<R> ready = Collections.emptyIterator();

    /** No more items, or no more use in submitting them. */
    private boolean over;

    /** Why, if that is not the end of the items; thrown once, after the results of what came before. */
    private @Nullable Throwable failure;

    /** Written by any thread. */
    private volatile boolean closed;

    ResultReader(ItemFeed<?, R> feed, BatchOrder<R> order, ReadAhead ahead) {
        this.feed = feed;
        this.order = order;
        this.ahead = ahead;
        this.characteristics = order instanceof ItemOrder ? ORDERED : 0;
    }

    @Override
    public boolean tryAdvance(Consumer<? super R> action) {
        if (!ready.hasNext() && !readNext()) {
            return false;
        }
        action.accept(ready.next());
        return true;
    }

    /** Cancels what has not ended; there will be no more results. */
    void close() {
        closed = true;
        order.cancelAll();
    }

    private boolean readNext() {
        if (closed) {
            return false;
        }
        try {
            submitAhead();
            if (ahead.inFlight() == 0) {
                throwFailure();
                return false;
            }
            Batch<R> next = order.awaitNext();
            ahead.taken(next.future().argumentBytes(), next.future().heldBytes());
            ready = next.results().iterator();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException(
                    "Interrupted while waiting for the next result. The tasks go on; close the stream to cancel them, or"
                            + " clear the interrupt and go on reading.",
                    interrupted);
        }
    }

    private void submitAhead() throws InterruptedException {
        boolean first = true;
        while (!over && ahead.hasRoom() && (first || !order.isNextDone())) {
            first = false;
            try {
                submitted(feed.submitNext());
            } catch (PayloadException unsendable) {
                submitted(feed.unsendable(unsendable));
            } catch (RuntimeException refused) {
                over = true;
                failure = refused;
            }
        }
    }

    private void submitted(@Nullable Batch<R> batch) {
        if (batch == null) {
            over = true;
            failure = feed.failure();
            return;
        }
        ahead.submitted(batch.future().argumentBytes());
        order.add(batch);
        // A close that came meanwhile may not have seen it.
        if (closed) {
            batch.cancel();
        }
    }

    private void throwFailure() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Never splits: results are read one after the other. */
    @Override
    public @Nullable Spliterator<R> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return characteristics;
    }
}
