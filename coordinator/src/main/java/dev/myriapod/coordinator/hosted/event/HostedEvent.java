package dev.myriapod.coordinator.hosted.event;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.List;

/** An event, which is set or not; who waits for it goes on when it is set, even if it is cleared at once. */
public final class HostedEvent implements HostedObject<EventDeed, Boolean> {
    private final Deadlines deadlines = new Deadlines();
    private final Replies<Boolean> replies = new Replies<>();
    private final Waiters<Caller> waiters = new Waiters<>(deadlines, late -> replies.add(late, false));
    private boolean set;

    @Override
    public void handle(EventDeed deed, long now) {
        tick(now);
        if (deed instanceof EventDeed.Change change) {
            set = change.set();
            if (set) {
                waiters.removeAll().forEach(waiter -> replies.add(waiter, true));
            }
            replies.add(change.caller(), set);
        } else if (deed instanceof EventDeed.Await await) {
            if (set || await.waitNanos() == 0) {
                replies.add(await.caller(), set);
            } else {
                waiters.park(await.caller(), await.caller(), await.waitNanos());
            }
        }
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        if (waiters.remove(caller) != null) {
            replies.add(caller, false);
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
    public List<Reply<Boolean>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Its length is 1 if it is set. */
    @Override
    public Facts facts() {
        return new Facts(waiters.size(), set ? 1 : 0, 0, 0, 0);
    }
}
