package dev.myriapod.coordinator.hosted.semaphore;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.List;

/*
 * A permit is either available or held by a process, so that it comes back exactly once: when it is released, by whomever, or
 * when the process is gone that holds it. What is released beyond all that are held is new; a bounded semaphore has none such.
 *
 * The one in front may want more than there are. So whatever ends its wait may let those behind it go on.
 */
/** A semaphore, whose permits come back when the process is gone that holds them. */
public final class HostedSemaphore implements HostedObject<SemaphoreEvent, SemaphoreResult> {
    private final boolean fair;
    private final boolean bounded;
    private final Deadlines deadlines = new Deadlines();
    private final Replies<SemaphoreResult> replies = new Replies<>();
    private final Waiters<SemaphoreEvent.Acquire> waiters = new Waiters<>(deadlines, this::refuse);
    private final Holders holders = new Holders();
    private int available;
    private long version;

    public HostedSemaphore(SemaphoreTerms terms) {
        fair = terms.fair();
        bounded = terms.bounded();
        available = terms.permits();
    }

    @Override
    public void handle(SemaphoreEvent event, long now) {
        tick(now);
        if (event instanceof SemaphoreEvent.Acquire acquire) {
            acquire(acquire);
        } else if (event instanceof SemaphoreEvent.Release release) {
            release(release);
        } else if (event instanceof SemaphoreEvent.Undo undo) {
            available += holders.remove(undo.caller().attachment(), undo.permits());
            done(undo);
        } else if (event instanceof SemaphoreEvent.Drain drain) {
            grant(drain.caller(), available);
        } else if (event instanceof SemaphoreEvent.Reduce reduce) {
            if ((long) available - reduce.permits() < Integer.MIN_VALUE) {
                refuse(reduce);
            } else {
                available -= reduce.permits();
                done(reduce);
            }
        } else if (event instanceof SemaphoreEvent.Inspect inspect) {
            replies.add(
                    inspect.caller(),
                    new SemaphoreResult.Inspected(available, waiters.size(), heldBy(inspect.caller()), fair));
        }
        serve();
    }

    private void acquire(SemaphoreEvent.Acquire acquire) {
        boolean mayOvertake = acquire.barge() || !fair;
        if (acquire.permits() <= available && (mayOvertake || waiters.isEmpty())) {
            grant(acquire.caller(), acquire.permits());
        } else if (acquire.waitNanos() == 0) {
            refuse(acquire);
        } else {
            waiters.park(acquire.caller(), acquire, acquire.waitNanos());
        }
    }

    private void grant(Caller caller, int permits) {
        available -= permits;
        holders.add(caller.attachment(), permits);
        replies.add(caller, new SemaphoreResult.Granted(permits, held(caller)));
    }

    private void release(SemaphoreEvent.Release release) {
        long created = Math.max(0, release.permits() - holders.sum());
        if (created > 0 && (bounded || (long) available + release.permits() > Integer.MAX_VALUE)) {
            refuse(release);
            return;
        }
        int own = holders.remove(release.caller().attachment(), release.permits());
        holders.removeOldest(release.permits() - own);
        available += release.permits();
        done(release);
    }

    private void done(SemaphoreEvent event) {
        replies.add(event.caller(), new SemaphoreResult.Done(held(event.caller())));
    }

    private void refuse(SemaphoreEvent event) {
        replies.add(event.caller(), new SemaphoreResult.Refused());
    }

    private int heldBy(Caller caller) {
        return holders.of(caller.attachment());
    }

    private SemaphoreResult.Held held(Caller caller) {
        return new SemaphoreResult.Held(heldBy(caller), ++version);
    }

    private void serve() {
        while (!waiters.isEmpty() && waiters.first().permits() <= available) {
            SemaphoreEvent.Acquire first = waiters.removeFirst();
            grant(first.caller(), first.permits());
        }
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        SemaphoreEvent.Acquire waiter = waiters.remove(caller);
        if (waiter != null) {
            refuse(waiter);
        }
        serve();
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        waiters.removeAll(attachment);
        available += holders.remove(attachment, Integer.MAX_VALUE);
        serve();
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
        serve();
    }

    @Override
    public List<Reply<SemaphoreResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Its length is what is available, and what is held is not confirmed. */
    @Override
    public Facts facts() {
        return new Facts(waiters.size(), Math.max(0, available), holders.sum(), 0, 0);
    }
}
