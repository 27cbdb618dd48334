package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * In each step a judge first hears what happens, then all answers, and then looks at the object as it is. What happens is
 * heard before the waits have ended whose time is over by then; the object sees it the other way round.
 */
/**
 * Keeps the books of one object, and complains of broken promises. Those of all kinds are here.
 *
 * @param <E> what can happen to the object
 * @param <R> what it answers
 */
public abstract class Judge<E, R> {
    private final Kind<E, R> kind;
    private final Map<Caller, Open<E>> open = new LinkedHashMap<>();

    protected Judge(Kind<E, R> kind) {
        this.kind = kind;
    }

    /** A request that is not answered yet. */
    public static final class Open<E> {
        private final Caller caller;
        private final E event;
        private final long deadline;
        private boolean over;

        private Open(Caller caller, E event, long deadline) {
            this.caller = caller;
            this.event = event;
            this.deadline = deadline;
        }

        public Caller caller() {
            return caller;
        }

        public E event() {
            return event;
        }

        /** Its time is over, or it was cancelled. */
        public boolean isOver() {
            return over;
        }
    }

    final void asked(E event, long now) {
        advance(now);
        Caller caller = kind.caller(event);
        if (caller != null) {
            long wait = wait(event);
            open.put(caller, new Open<>(caller, event, wait <= 0 ? Long.MAX_VALUE : now + wait));
        }
        ask(event);
    }

    final void cancelled(Caller caller, long now) {
        advance(now);
        Open<E> cancelled = open.get(caller);
        if (cancelled != null) {
            cancelled.over = true;
            calledOff(cancelled);
        } else {
            crossed(caller);
        }
    }

    final void detached(long attachment, long now) {
        advance(now);
        gone(attachment);
        open.keySet().removeIf(caller -> caller.attachment() == attachment);
    }

    /** Time passes. */
    final void advance(long now) {
        List<Open<E>> late = null;
        for (Open<E> each : open.values()) {
            if (!each.over && each.deadline <= now) {
                late = late == null ? new ArrayList<>() : late;
                late.add(each);
            }
        }
        if (late != null) {
            late.sort(Comparator.comparingLong(each -> each.deadline));
            late.forEach(each -> {
                each.over = true;
                timeIsOver(each);
            });
        }
    }

    final void answered(Reply<R> reply) {
        if (reply.to().request() == 0) {
            said(reply.to().attachment(), reply.result());
            return;
        }
        Open<E> answered = open.get(reply.to());
        require(answered != null, "who is answered has asked, is not answered yet, and is there");
        if (answered != null) {
            answer(answered, reply.result());
            open.remove(reply.to());
        }
    }

    /** All answers of a step have been heard. */
    final void settled(HostedObject<E, R> object) {
        long next = Long.MAX_VALUE;
        long parked = 0;
        for (Open<E> each : open.values()) {
            parked += isParked(each) ? 1 : 0;
            require(wait(each) != 0, "what does not wait is answered at once");
            require(!each.over || outlasts(each), "a wait ends with its time, or when it is cancelled");
            if (!each.over && hasAlarm(each)) {
                next = Math.min(next, each.deadline);
            }
        }
        Facts facts = object.facts();
        require(facts.waiters() == parked, "as many wait as have not been answered");
        require(object.nextDeadline() == next, "the alarm is set for the first whose time ends, and for nobody else");
        check(facts);
    }

    /** Nobody is attached any more. */
    final void ended(HostedObject<E, R> object) {
        Facts facts = object.facts();
        require(facts.waiters() == 0, "nobody waits who is gone");
        require(facts.unconfirmed() == underWay() && facts.owner() == 0, "nobody has anything who is gone");
        require(object.nextDeadline() == Long.MAX_VALUE, "no alarm is set for those who are gone");
        require(object.takeReplies().isEmpty(), "nothing is left to be said");
    }

    protected static void require(boolean condition, String promise) {
        if (!condition) {
            throw new AssertionError("broken promise: " + promise);
        }
    }

    /** Those who are not answered yet, the oldest first. */
    protected final Iterable<Open<E>> open() {
        return open.values();
    }

    protected final @Nullable Open<E> find(Caller caller) {
        return open.get(caller);
    }

    protected final long wait(Open<E> request) {
        return wait(request.event);
    }

    /** How long such a request may wait. */
    protected long wait(E event) {
        return kind.wait(event);
    }

    /** Whether it may be told that nothing came of it. */
    protected final boolean mayEnd(Open<E> request) {
        return request.over || wait(request) == 0;
    }

    /** A request is cancelled that has been answered: the answer is refused where it arrives. */
    protected void crossed(Caller caller) {}

    /** This happens. */
    protected abstract void ask(E event);

    /** That is the answer. */
    protected abstract void answer(Open<E> request, R result);

    /** That process is told this unasked. */
    protected void said(long attachment, R result) {
        throw new AssertionError("broken promise: nothing is said unasked");
    }

    /** That process is gone; what it asked is still among the open requests. */
    protected abstract void gone(long attachment);

    /** What else must be true between the steps. */
    protected abstract void check(Facts facts);

    protected void timeIsOver(Open<E> request) {}

    protected void calledOff(Open<E> request) {}

    /** Whether it waits although its time is over. */
    protected boolean outlasts(Open<E> request) {
        return false;
    }

    /** Whether the object counts it among those who wait. */
    protected boolean isParked(Open<E> request) {
        return true;
    }

    /** How much is unconfirmed by a process of the object's own. */
    protected long underWay() {
        return 0;
    }

    /** Nothing is on its way, and the object is still there. */
    protected void quiet() {}

    /** The object is no more, and nothing is on its way. */
    protected void buried() {}

    protected boolean hasAlarm(Open<E> request) {
        return request.deadline != Long.MAX_VALUE;
    }

    /** How much of the object the threads that are attached have in all; negative: it cannot be said. */
    protected long held() {
        return -1;
    }
}
