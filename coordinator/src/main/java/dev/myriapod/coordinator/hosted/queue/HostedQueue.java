package dev.myriapod.coordinator.hosted.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * An element is in one of three places: with a parked put, among the stored ones, or handed over and not yet confirmed. What
 * is handed over counts neither for the length nor for the room: a take has taken it once it is on its way, wherever the
 * confirmation is. If it comes back, the queue may for that while have more than its capacity.
 *
 * Elements are stored by the sequence in which they were put. What comes back was at the front when it left, so its sequence
 * is lower than all that were never handed over: it is at the front again, and what several consumers give back is in order
 * among itself.
 *
 * A queue that is closed has ended for takers only when nothing is handed over any more, since that may come back.
 */
/** A queue: bounded in elements and bytes, first in first out, with takes that are confirmed. */
public final class HostedQueue implements HostedObject<QueueEvent, QueueResult> {
    private final Deadlines deadlines = new Deadlines();
    private final Replies<QueueResult> replies = new Replies<>();
    private final Storage storage;
    private final HandedOver handedOver = new HandedOver();
    private final Waiters<Putter> putters = new Waiters<>(deadlines, this::endPut);
    private final Waiters<QueueEvent.Take> takers = new Waiters<>(deadlines, this::endTake);
    private final Waiters<QueueEvent.Join> joiners = new Waiters<>(deadlines, this::endJoin);
    private long unfinished;
    private boolean closed;

    /** An empty one. */
    public HostedQueue(QueueTerms terms) {
        storage = new Storage(terms);
    }

    /** A put, and how many of its items are in. */
    private static final class Putter {
        private final QueueEvent.Put put;
        private int count;

        Putter(QueueEvent.Put put) {
            this.put = put;
        }

        boolean isDone() {
            return count == put.items().size();
        }
    }

    @Override
    public void handle(QueueEvent event, long now) {
        tick(now);
        if (event instanceof QueueEvent.Put put) {
            begin(new Putter(put));
        } else if (event instanceof QueueEvent.Take take) {
            begin(take);
        } else if (event instanceof QueueEvent.Received received) {
            handedOver.remove(received.take());
        } else if (event instanceof QueueEvent.GivenBack givenBack) {
            storage.restore(handedOver.remove(givenBack.take()));
        } else if (event instanceof QueueEvent.Show show) {
            replies.add(show.caller(), storage.page(show.after(), show.max()));
        } else if (event instanceof QueueEvent.Remove remove) {
            replies.add(remove.caller(), new QueueResult.Done(storage.remove(remove.sequence())));
        } else if (event instanceof QueueEvent.Clear clear) {
            storage.clear();
            replies.add(clear.caller(), new QueueResult.Done(true));
        } else if (event instanceof QueueEvent.Measure measure) {
            replies.add(
                    measure.caller(), new QueueResult.Measured(storage.length(), storage.room(), unfinished, closed));
        } else if (event instanceof QueueEvent.Close close) {
            close();
            replies.add(close.caller(), new QueueResult.Done(true));
        } else if (event instanceof QueueEvent.TasksDone done) {
            replies.add(done.caller(), new QueueResult.Done(finish(done.count())));
        } else if (event instanceof QueueEvent.Join join) {
            begin(join);
        }
        settle();
    }

    private void begin(Putter putter) {
        // Behind those that wait, or its items would overtake theirs.
        if (putters.isEmpty()) {
            store(putter);
        }
        if (closed || putter.isDone() || putter.put.waitNanos() == 0) {
            endPut(putter);
        } else {
            putters.park(putter.put.caller(), putter, putter.put.waitNanos());
        }
    }

    private void begin(QueueEvent.Take take) {
        if (takers.isEmpty() && !storage.isEmpty()) {
            handOver(take);
        } else if (take.waitNanos() == 0) {
            endTake(take);
        } else {
            takers.park(take.caller(), take, take.waitNanos());
        }
    }

    private void begin(QueueEvent.Join join) {
        if (unfinished == 0) {
            replies.add(join.caller(), new QueueResult.Done(true));
        } else if (join.waitNanos() == 0) {
            endJoin(join);
        } else {
            joiners.park(join.caller(), join, join.waitNanos());
        }
    }

    /** Lets happen whatever can happen now. */
    private void settle() {
        boolean progress = true;
        while (progress) {
            progress = false;
            while (!takers.isEmpty() && !storage.isEmpty()) {
                handOver(takers.removeFirst());
                progress = true;
            }
            while (!putters.isEmpty() && store(putters.first())) {
                endPut(putters.removeFirst());
                progress = true;
            }
            // What a put could store in part is for takers too.
            progress |= !takers.isEmpty() && !storage.isEmpty();
        }
        if (hasEnded()) {
            takers.removeAll().forEach(this::endTake);
        }
    }

    private boolean hasEnded() {
        return closed && storage.isEmpty() && handedOver.isEmpty();
    }

    /** Stores what there is room for; returns whether that was all. */
    private boolean store(Putter putter) {
        while (!closed && !putter.isDone() && storage.add(putter.put.items().get(putter.count))) {
            putter.count++;
            unfinished++;
        }
        return putter.isDone();
    }

    private void handOver(QueueEvent.Take take) {
        List<Element> elements = storage.take(take.max());
        handedOver.add(take.caller(), elements);
        replies.add(take.caller(), new QueueResult.Taken(elements, false));
    }

    private void endPut(Putter putter) {
        replies.add(putter.put.caller(), new QueueResult.Put(putter.count, closed));
    }

    private void endTake(QueueEvent.Take take) {
        replies.add(take.caller(), new QueueResult.Taken(List.of(), hasEnded()));
    }

    private void endJoin(QueueEvent.Join join) {
        replies.add(join.caller(), new QueueResult.Done(false));
    }

    private void close() {
        closed = true;
        putters.removeAll().forEach(this::endPut);
    }

    private boolean finish(long count) {
        if (count <= 0 || count > unfinished) {
            return false;
        }
        unfinished -= count;
        if (unfinished == 0) {
            joiners.removeAll().forEach(join -> replies.add(join.caller(), new QueueResult.Done(true)));
        }
        return true;
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        @Nullable Putter putter = putters.remove(caller);
        QueueEvent.@Nullable Take take = takers.remove(caller);
        QueueEvent.@Nullable Join join = joiners.remove(caller);
        if (putter != null) {
            endPut(putter);
        }
        if (take != null) {
            endTake(take);
        }
        if (join != null) {
            endJoin(join);
        }
        // Its answer crosses the cancel, and is refused where it arrives: the next take, which may be right behind
        // this, must
        // find the elements at the front again.
        storage.restore(handedOver.remove(caller));
        // Those behind a put that was too large may have room.
        settle();
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        putters.removeAll(attachment);
        takers.removeAll(attachment);
        joiners.removeAll(attachment);
        handedOver.removeAll(attachment).forEach(storage::restore);
        settle();
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
        settle();
    }

    @Override
    public List<Reply<QueueResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    @Override
    public Facts facts() {
        return new Facts(putters.size() + takers.size() + joiners.size(), storage.length(), handedOver.size(), 0, 0);
    }
}
