package dev.myriapod.coordinator.hosted.actor;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ParkingObject;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * A call is a waiter from its arrival to its answer, and stands in the mailbox until it begins. One whose caller has left or has
 * waited too long is no waiter any more, and leaves the mailbox: nobody knows when the object gets to it.
 *
 * That a process has ended is told by whoever has started it, and may be heard before what it said last. Then it is too late: what
 * it was doing has failed, and what were given to it now would never be done.
 */
/**
 * The mailbox of an object that lives in a process of its own: one call after the other, in the order in which they came. What
 * its process is to do next is asked for by that process itself; that a process is to be started is asked by whoever hosts this,
 * after each event.
 */
public final class HostedActor extends ParkingObject<ActorEvent, ActorResult> {
    private final ActorTerms terms;
    /** Calls that have not begun, in their order. */
    private final Map<Caller, Object> mailbox = new LinkedHashMap<>();

    private @Nullable Object process;
    private @Nullable Object toStart;
    /** Its process, as long as it waits for a call. */
    private @Nullable Caller performer;
    /** Whose call it is making; may have left. */
    private @Nullable Caller begun;
    /** It has performed, or could have. */
    private boolean lived;
    /** Through which it did, as long as it is attached; else 0. */
    private long home;
    /** Those of processes that have ended, as long as they are attached. */
    private final Set<Long> abandoned = new HashSet<>();
    /** What comes of every call, from now on. */
    private @Nullable Object broken;

    private long lastNumber;

    public HostedActor(ActorTerms terms) {
        this.terms = terms;
    }

    @Override
    protected void handle(ActorEvent event) {
        if (event instanceof ActorEvent.Begin begin) {
            if (process == null) {
                process = begin.process();
                toStart = process;
            }
        } else if (event instanceof ActorEvent.Invoke invoke) {
            invoke(invoke);
        } else if (event instanceof ActorEvent.Perform perform) {
            perform(perform);
        } else if (event instanceof ActorEvent.ProcessEnded ended) {
            processEnded(ended.outcome());
        }
        next();
    }

    private void invoke(ActorEvent.Invoke invoke) {
        if (broken != null) {
            answer(invoke.caller(), new ActorResult.Outcome(broken));
            return;
        }
        park(invoke.caller(), terms.callNanos());
        mailbox.put(invoke.caller(), invoke.call());
    }

    private void perform(ActorEvent.Perform perform) {
        if (broken != null || abandoned.contains(perform.caller().attachment())) {
            return;
        }
        Object outcome = perform.outcome();
        if (perform.unable() && outcome != null) {
            breakDown(outcome);
            return;
        }
        lived = true;
        home = perform.caller().attachment();
        if (begun != null && perform.number() == lastNumber && outcome != null) {
            end(begun, outcome);
            begun = null;
        }
        performer = perform.caller();
    }

    private void processEnded(Object outcome) {
        performer = null;
        if (home != 0) {
            abandoned.add(home);
            home = 0;
        }
        if (begun != null) {
            end(begun, outcome);
            begun = null;
        }
        // One that dies before it is ready would do so again and again.
        if (terms.recreate() && lived && broken == null) {
            lived = false;
            toStart = process;
        } else {
            breakDown(broken == null ? outcome : broken);
        }
    }

    private void breakDown(Object outcome) {
        broken = outcome;
        mailbox.clear();
        answerAll(new ActorResult.Outcome(outcome));
    }

    private void end(Caller caller, Object outcome) {
        if (waiters().remove(caller) != null) {
            answer(caller, new ActorResult.Outcome(outcome));
        }
    }

    private void next() {
        if (performer != null && begun == null && !mailbox.isEmpty()) {
            Iterator<Map.Entry<Caller, Object>> calls = mailbox.entrySet().iterator();
            Map.Entry<Caller, Object> next = calls.next();
            begun = next.getKey();
            answer(performer, new ActorResult.Call(++lastNumber, next.getValue()));
            performer = null;
            calls.remove();
        }
    }

    @Override
    protected void gaveUp(Caller caller) {
        mailbox.remove(caller);
    }

    /** The process that is to be started now; null: none. Each comes once. */
    public @Nullable Object takeProcessToStart() {
        Object taken = toStart;
        toStart = null;
        return taken;
    }

    @Override
    protected ActorResult late() {
        return new ActorResult.TookTooLong(terms.callNanos());
    }

    @Override
    protected ActorResult calledOff() {
        return new ActorResult.CalledOff();
    }

    @Override
    public void detach(long attachment, long now) {
        super.detach(attachment, now);
        abandoned.remove(attachment);
        home = home == attachment ? 0 : home;
        if (performer != null && performer.attachment() == attachment) {
            performer = null;
        }
    }

    /** Its length is how many calls have not begun. */
    @Override
    public Facts facts() {
        return new Facts(waiters().size(), mailbox.size(), begun == null ? 0 : 1, 0, 0);
    }
}
