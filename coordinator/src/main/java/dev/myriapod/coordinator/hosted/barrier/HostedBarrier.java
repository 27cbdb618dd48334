package dev.myriapod.coordinator.hosted.barrier;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.hosted.barrier.BarrierResult.Why;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A round goes from the first arrival until all pass or the barrier breaks. With an action there is a time in between, in which
 * the last one runs it; the round has a number then, so that the end of an action whose round was broken meanwhile means nothing.
 * Who arrives in that time waits for the next round, and cannot break this one: all have arrived for it.
 */
/** A barrier: all pass together, or nobody does. */
public final class HostedBarrier implements HostedObject<BarrierEvent, BarrierResult> {
    private final BarrierTerms terms;
    private final Deadlines deadlines = new Deadlines();
    private final Replies<BarrierResult> replies = new Replies<>();
    private final Waiters<Arrival> waiters = new Waiters<>(deadlines, late -> leave(late, Why.TIME));
    private @Nullable Acting acting;
    private boolean broken;
    private long lastRound;

    public HostedBarrier(BarrierTerms terms) {
        this.terms = terms;
    }

    @Override
    public void handle(BarrierEvent event, long now) {
        tick(now);
        if (event instanceof BarrierEvent.Await await) {
            arrive(await);
        } else if (event instanceof BarrierEvent.Acted acted) {
            acted(acted);
        } else if (event instanceof BarrierEvent.Inspect) {
            inspect(event);
        } else if (event instanceof BarrierEvent.Abort) {
            inspect(event);
            breakAll(Why.ABORT);
        } else if (event instanceof BarrierEvent.BreakRound) {
            inspect(event);
            breakRound(Why.ABORT);
        } else if (event instanceof BarrierEvent.Reset) {
            breakAll(Why.RESET);
            broken = false;
            inspect(event);
        }
    }

    private void inspect(BarrierEvent event) {
        replies.add(event.caller(), new BarrierResult.Inspected(terms.parties(), waiting(), broken));
    }

    private int waiting() {
        return waiters.size() + (acting == null ? 0 : acting.others().size());
    }

    private void arrive(BarrierEvent.Await await) {
        Arrival arrival = new Arrival(await.caller(), terms.parties() - 1 - waiters.size() % terms.parties());
        if (broken) {
            replies.add(await.caller(), new BarrierResult.Broken(Why.OTHER));
        } else if (arrival.index() == 0) {
            waiters.park(await.caller(), arrival, -1);
            completeRound();
        } else if (await.waitNanos() == 0) {
            leave(arrival, Why.TIME);
        } else {
            waiters.park(await.caller(), arrival, await.waitNanos());
        }
    }

    /** If all have arrived, and the round before is over. */
    private void completeRound() {
        if (acting != null || waiters.size() < terms.parties()) {
            return;
        }
        List<Arrival> others = new ArrayList<>();
        while (others.size() < terms.parties() - 1) {
            others.add(waiters.removeFirst());
        }
        Arrival last = waiters.removeFirst();
        if (terms.action() == null) {
            pass(others);
            pass(List.of(last));
        } else {
            acting = new Acting(last.caller().attachment(), ++lastRound, others);
            replies.add(last.caller(), new BarrierResult.Act(terms.action(), lastRound));
        }
    }

    private void pass(List<Arrival> arrivals) {
        arrivals.forEach(arrival -> replies.add(arrival.caller(), new BarrierResult.Passed(arrival.index())));
    }

    private void acted(BarrierEvent.Acted acted) {
        if (acting == null || !acting.isOf(acted)) {
            replies.add(acted.caller(), new BarrierResult.Broken(Why.OTHER));
        } else if (acted.failed()) {
            breakAll(Why.ACTION);
            replies.add(acted.caller(), new BarrierResult.Broken(Why.ACTION));
        } else {
            pass(acting.others());
            acting = null;
            replies.add(acted.caller(), new BarrierResult.Passed(0));
            completeRound();
        }
    }

    /** One who waited does not wait any more, which breaks the barrier. */
    private void leave(Arrival arrival, Why why) {
        replies.add(arrival.caller(), new BarrierResult.Broken(why));
        breakRound(Why.OTHER);
    }

    private void breakRound(Why why) {
        broken = true;
        tell(waiters.removeAll(), why);
    }

    private void breakAll(Why why) {
        if (acting != null) {
            tell(acting.others(), why);
            acting = null;
        }
        breakRound(why);
    }

    private void tell(List<Arrival> arrivals, Why why) {
        arrivals.forEach(arrival -> replies.add(arrival.caller(), new BarrierResult.Broken(why)));
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        Arrival arrival = waiters.remove(caller);
        if (arrival != null) {
            leave(arrival, Why.CANCEL);
        }
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        int before = waiters.size();
        waiters.removeAll(attachment);
        if (acting != null && acting.involves(attachment)) {
            acting = acting.without(attachment);
            breakAll(Why.DEATH);
        } else if (waiters.size() < before) {
            breakRound(Why.DEATH);
        }
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
    }

    @Override
    public List<Reply<BarrierResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Its length is how many must arrive. */
    @Override
    public Facts facts() {
        return new Facts(waiting(), terms.parties(), 0, 0, 0);
    }
}
