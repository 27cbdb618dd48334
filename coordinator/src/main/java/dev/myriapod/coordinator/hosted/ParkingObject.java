package dev.myriapod.coordinator.hosted;

import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.ArrayList;
import java.util.List;

/**
 * A shared object that lets those wait who want something that is not yet so. They wait for one kind of thing only, so all there
 * is to know about each is who it is.
 *
 * @param <E> what can happen to objects of its kind
 * @param <R> what they answer
 */
public abstract class ParkingObject<E, R> implements HostedObject<E, R> {
    private final Deadlines deadlines = new Deadlines();
    private final Replies<R> replies = new Replies<>();
    /** Those whose time is over in this moment. */
    private final List<Caller> tooLate = new ArrayList<>();

    private final Waiters<Caller> waiters = new Waiters<>(deadlines, tooLate::add);

    /** For subclasses. */
    protected ParkingObject() {}

    /** A process asks for something; whose time was over before that has been answered. */
    protected abstract void handle(E event);

    /** What those are told whose time is over. */
    protected abstract R late();

    /** What those are told who do not want to wait any more. */
    protected abstract R calledOff();

    /** It has left, or has waited too long: it does not wait any more, and nobody has answered it. */
    protected void gaveUp(Caller caller) {}

    /** Those who wait. */
    protected final Waiters<Caller> waiters() {
        return waiters;
    }

    protected final void answer(Caller caller, R result) {
        replies.add(caller, result);
    }

    /** Lets it wait, for so many nanoseconds; negative: for ever. */
    protected final void park(Caller caller, long waitNanos) {
        waiters.park(caller, caller, waitNanos);
    }

    /** All who wait have waited for this. */
    protected final void answerAll(R result) {
        waiters.removeAll().forEach(waiter -> answer(waiter, result));
    }

    @Override
    public final void handle(E event, long now) {
        tick(now);
        handle(event);
    }

    @Override
    public final void cancel(Caller caller, long now) {
        tick(now);
        if (waiters.remove(caller) != null) {
            gaveUp(caller);
            answer(caller, calledOff());
        }
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        waiters.removeAll(attachment).forEach(this::gaveUp);
    }

    @Override
    public final void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
        tooLate.forEach(caller -> {
            gaveUp(caller);
            answer(caller, late());
        });
        tooLate.clear();
    }

    @Override
    public final List<Reply<R>> takeReplies() {
        return replies.take();
    }

    @Override
    public final long nextDeadline() {
        return deadlines.next();
    }
}
