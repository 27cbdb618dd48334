package dev.myriapod.coordinator.hosted.latch;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.List;

/** A latch: who waits for it goes on when it has been counted down to 0, by whomever. */
public final class HostedLatch implements HostedObject<LatchEvent, Long> {
    private final Deadlines deadlines = new Deadlines();
    private final Replies<Long> replies = new Replies<>();
    private final Waiters<Caller> waiters = new Waiters<>(deadlines, this::tell);
    private long count;

    public HostedLatch(LatchTerms terms) {
        count = terms.count();
    }

    @Override
    public void handle(LatchEvent event, long now) {
        tick(now);
        if (event instanceof LatchEvent.CountDown) {
            if (count > 0 && --count == 0) {
                waiters.removeAll().forEach(this::tell);
            }
            tell(event.caller());
        } else if (event instanceof LatchEvent.Await await) {
            if (count == 0 || await.waitNanos() == 0) {
                tell(await.caller());
            } else {
                waiters.park(await.caller(), await.caller(), await.waitNanos());
            }
        }
    }

    private void tell(Caller caller) {
        replies.add(caller, count);
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        if (waiters.remove(caller) != null) {
            tell(caller);
        }
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        waiters.removeAll(attachment);
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
    }

    @Override
    public List<Reply<Long>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Its length is the count. */
    @Override
    public Facts facts() {
        return new Facts(waiters.size(), count, 0, 0, 0);
    }
}
