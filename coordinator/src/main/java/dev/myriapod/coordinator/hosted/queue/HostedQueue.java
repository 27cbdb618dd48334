package dev.myriapod.coordinator.hosted.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * Where the number of elements has no bound, two things are done ahead. A process may have credit to append without asking; and
 * the front of the queue may be kept at a process that takes alone. Both can be called back, and everything that could see the
 * difference is postponed until they are: a take, a look or a removal until nothing is ahead; a put that finds no room and does
 * not wait until nothing is ahead and nobody has credit; a close until nobody has credit. Processes answer that at once, or are
 * gone.
 *
 * A queue that is closed has ended for takers only when nothing is handed over or ahead any more, since that may come back,
 * and nobody has credit.
 */
/** A queue: bounded in elements and bytes, first in first out, with takes that are confirmed. */
public final class HostedQueue implements HostedObject<QueueEvent, QueueResult> {
    /** Elements beyond which no credit is given: each costs the coordinator more than its own bytes. */
    private static final long MOST_WITH_CREDIT = 1_000_000;

    /** More bytes are not kept ahead, as they would have to come back. */
    private static final long MOST_BYTES_AHEAD = 256 << 10;

    /** A larger element is handed over for itself. */
    private static final long LARGEST_AHEAD = 64 << 10;

    /** Fewer: those who take in turns ask each other for what they have more often. More: who is alone again notices later. */
    private static final int ALONE = 64;

    /** More: more is lost with a process that is killed. Fewer: it waits for acknowledgements. */
    private static final long MOST_CREDIT = 4096;

    private final Deadlines deadlines = new Deadlines();
    private final Replies<QueueResult> replies = new Replies<>();
    private final boolean unbounded;
    private final Storage storage;
    private final HandedOver handedOver = new HandedOver();
    private final Credits credits;
    private final Ahead ahead;
    private final Waiters<Putter> putters = new Waiters<>(deadlines, this::endPut);
    private final Waiters<Taker> takers = new Waiters<>(deadlines, this::endTake);
    private final Waiters<QueueEvent.Join> joiners = new Waiters<>(deadlines, this::endJoin);
    private final Waiters<Postponed> postponed = new Waiters<>(deadlines, this::endPostponed);
    private final Waiters<QueueEvent.Close> closers = new Waiters<>(deadlines, this::endClose);
    private long unfinished;
    private boolean closed;
    /** Some that put and do not wait have to, until it is certain that there is no room. */
    private boolean undecided;

    /** An empty one. */
    public HostedQueue(QueueTerms terms) {
        this(terms, ALONE, MOST_CREDIT);
    }

    /**
     * An empty one.
     *
     * @param alone who takes so often in a row, after others have taken as well, is taken to be alone
     * @param mostCredit how many items a process may put without asking
     */
    public HostedQueue(QueueTerms terms, int alone, long mostCredit) {
        ahead = new Ahead(alone);
        credits = new Credits(mostCredit);
        unbounded = terms.capacity() == Integer.MAX_VALUE;
        storage = new Storage(terms);
    }

    /** What waits until nothing is ahead. */
    private record Postponed(
            Caller caller, QueueEvent event, @Nullable Taker taker) {}

    @Override
    public void handle(QueueEvent event, long now) {
        tick(now);
        if (event instanceof QueueEvent.Put put) {
            begin(new Putter(put));
        } else if (event instanceof QueueEvent.Append append) {
            append(append);
        } else if (event instanceof QueueEvent.CreditReturned returned) {
            credits.returned(returned.attachment());
        } else if (event instanceof QueueEvent.Take take) {
            look(new Postponed(take.caller(), take, new Taker(take, deadlines.now())));
        } else if (event instanceof QueueEvent.Received received) {
            handedOver.remove(received.take());
        } else if (event instanceof QueueEvent.GivenBack givenBack) {
            restore(handedOver.remove(givenBack.take()));
        } else if (event instanceof QueueEvent.Settled settled) {
            settle(settled);
        } else if (event instanceof QueueEvent.Show show) {
            look(new Postponed(show.caller(), show, null));
        } else if (event instanceof QueueEvent.Remove remove) {
            look(new Postponed(remove.caller(), remove, null));
        } else if (event instanceof QueueEvent.Clear clear) {
            look(new Postponed(clear.caller(), clear, null));
        } else if (event instanceof QueueEvent.Measure measure) {
            look(new Postponed(measure.caller(), measure, null));
        } else if (event instanceof QueueEvent.Close close) {
            close(close);
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
        if (!closed && !putter.isDone()) {
            credits.callIn();
            if (!putter.waits()) {
                recall();
            }
        }
        if (closed || putter.isDone() || (!putter.waits() && isCertain())) {
            endPut(putter);
        } else {
            undecided |= !putter.waits();
            putters.park(
                    putter.put().caller(), putter, putter.waits() ? putter.put().waitNanos() : -1);
        }
    }

    /** Nothing is under way that would make room. */
    private boolean isCertain() {
        return ahead.isEmpty() && credits.isNone();
    }

    private void append(QueueEvent.Append append) {
        long bytes = 0;
        for (Item item : append.items()) {
            bytes += item.bytes();
        }
        credits.used(append.attachment(), append.items().size(), bytes);
        append.items().forEach(storage::append);
        unfinished += append.items().size();
        grant(append.attachment());
    }

    private void grant(long attachment) {
        if (unbounded && !closed && putters.isEmpty()) {
            credits.grant(
                    attachment,
                    MOST_WITH_CREDIT - storage.length() - credits.items(),
                    storage.freeBytes() - credits.bytes());
        }
    }

    /** Does this when it is certain what is in the queue. */
    private void look(Postponed looking) {
        if (ahead.isEmpty()) {
            goOn(looking);
        } else {
            recall();
            postponed.park(looking.caller(), looking, looking.taker() == null ? -1 : waitNanos(looking.taker()));
        }
    }

    private static long waitNanos(Taker taker) {
        return taker.take().waitNanos() == 0 ? -1 : taker.take().waitNanos();
    }

    private void goOn(Postponed looking) {
        QueueEvent event = looking.event();
        if (looking.taker() != null) {
            begin(looking.taker());
        } else if (event instanceof QueueEvent.Show show) {
            replies.add(show.caller(), storage.page(show.after(), show.max()));
        } else if (event instanceof QueueEvent.Remove remove) {
            replies.add(remove.caller(), new QueueResult.Done(storage.remove(remove.sequence())));
        } else if (event instanceof QueueEvent.Clear clear) {
            storage.clear();
            replies.add(clear.caller(), new QueueResult.Done(true));
        } else {
            replies.add(
                    looking.caller(), new QueueResult.Measured(storage.length(), storage.room(), unfinished, closed));
        }
    }

    private void begin(Taker taker) {
        if (takers.isEmpty() && !storage.isEmpty()) {
            handOver(taker);
        } else if (taker.waitLeft(deadlines.now()) == 0) {
            endTake(taker);
        } else {
            takers.park(taker.take().caller(), taker, taker.waitLeft(deadlines.now()));
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
        while (!postponed.isEmpty() && ahead.isEmpty()) {
            goOn(postponed.removeFirst());
        }
        serve();
        if (undecided && isCertain()) {
            undecided = false;
            putters.removeIf(putter -> !putter.waits()).forEach(this::endPut);
            // Those behind one that was too large may have room.
            serve();
        }
        if (!closers.isEmpty() && credits.isNone()) {
            closers.removeAll().forEach(this::endClose);
        }
        if (hasEnded()) {
            takers.removeAll().forEach(this::endTake);
        }
    }

    /** Hands over what is there, and stores what there is room for. */
    private void serve() {
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
    }

    private boolean hasEnded() {
        return closed && storage.isEmpty() && handedOver.isEmpty() && isCertain();
    }

    /** Stores what there is room for; returns whether that was all. */
    private boolean store(Putter putter) {
        while (!closed && !putter.isDone() && storage.add(putter.next(), credits.bytes())) {
            putter.stored();
            unfinished++;
        }
        return putter.isDone();
    }

    private void handOver(Taker taker) {
        QueueEvent.Take take = taker.take();
        int allowance = ahead.allowance(take.caller().attachment());
        if (allowance > 0 && take.ahead() && mayBeAhead()) {
            List<Element> kept = storage.keepAhead(allowance, MOST_BYTES_AHEAD);
            long first = ahead.keep(take.caller().attachment(), kept);
            replies.add(take.caller(), new QueueResult.Taken(kept, false, first, taker.waitLeft(deadlines.now())));
        } else {
            List<Element> elements = storage.take(take.max());
            handedOver.add(take.caller(), elements);
            replies.add(take.caller(), new QueueResult.Taken(elements, false));
        }
    }

    /** Nobody else wants to know what is in the queue. */
    private boolean mayBeAhead() {
        return unbounded
                && takers.isEmpty()
                && postponed.isEmpty()
                && !undecided
                && storage.firstBytes() <= LARGEST_AHEAD;
    }

    private void recall() {
        if (ahead.recall()) {
            replies.add(ahead.holder(), new QueueResult.Recall());
        }
    }

    private void settle(QueueEvent.Settled settled) {
        List<Element> all = ahead.removeFirst(ahead.unsettled(settled.caller().attachment(), settled.upTo()));
        int back = Math.min(settled.returned(), all.size());
        storage.taken(all.subList(0, all.size() - back));
        storage.comeBack(all.subList(all.size() - back, all.size()));
        if (back > 0) {
            ahead.disturbed();
        }
        replies.add(settled.caller(), new QueueResult.Done(true));
    }

    /** Puts back what had left. It belongs in front of what is ahead. */
    private void restore(List<Element> elements) {
        storage.restore(elements);
        if (!elements.isEmpty()) {
            recall();
        }
    }

    private void endPut(Putter putter) {
        replies.add(putter.put().caller(), new QueueResult.Put(putter.count(), closed));
        if (putter.isDone()) {
            grant(putter.put().caller().attachment());
        }
    }

    private void endTake(Taker taker) {
        replies.add(taker.take().caller(), new QueueResult.Taken(List.of(), hasEnded()));
    }

    private void endJoin(QueueEvent.Join join) {
        replies.add(join.caller(), new QueueResult.Done(false));
    }

    private void endPostponed(Postponed looking) {
        if (looking.taker() != null) {
            endTake(looking.taker());
        }
    }

    private void endClose(QueueEvent.Close close) {
        replies.add(close.caller(), new QueueResult.Done(true));
    }

    private void close(QueueEvent.Close close) {
        closed = true;
        putters.removeAll().forEach(this::endPut);
        credits.callIn();
        closers.park(close.caller(), close, -1);
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
        @Nullable Taker taker = takers.remove(caller);
        QueueEvent.@Nullable Join join = joiners.remove(caller);
        @Nullable Postponed looking = postponed.find(caller);
        if (putter != null) {
            endPut(putter);
        }
        if (taker != null) {
            endTake(taker);
        }
        if (join != null) {
            endJoin(join);
        }
        // What does not wait for elements is answered in any case.
        if (looking != null && looking.taker() != null) {
            endPostponed(Objects.requireNonNull(postponed.remove(caller)));
        }
        // Its answer crosses the cancel, and is refused where it arrives: the next take, which may be right behind
        // this,
        // must find the elements at the front again.
        restore(handedOver.remove(caller));
        // Those behind a put that was too large may have room.
        settle();
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        putters.removeAll(attachment);
        takers.removeAll(attachment);
        joiners.removeAll(attachment);
        postponed.removeAll(attachment);
        closers.removeAll(attachment);
        credits.remove(attachment);
        // Nobody knows what it had taken of these.
        storage.comeBack(ahead.removeFirst(ahead.unsettled(attachment, Long.MAX_VALUE)).stream()
                .map(Element::handedOver)
                .toList());
        handedOver.removeAll(attachment).forEach(this::restore);
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
        List<Reply<QueueResult>> granted = credits.takeReplies();
        List<Reply<QueueResult>> answered = replies.take();
        if (granted.isEmpty() || answered.isEmpty()) {
            return granted.isEmpty() ? answered : granted;
        }
        // The credit first: whoever has put something, and is told so, finds it there.
        List<Reply<QueueResult>> both = new ArrayList<>(granted);
        both.addAll(answered);
        return both;
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    @Override
    public Facts facts() {
        int waiters = putters.size() + takers.size() + joiners.size() + postponed.size() + closers.size();
        return new Facts(waiters, storage.length(), handedOver.size(), 0, 0);
    }
}
