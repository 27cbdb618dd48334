package dev.myriapod.coordinator.hosted.actor;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A call is a waiter from its arrival to its answer, and stands in the mailbox until it begins. One whose caller has left or has
 * waited too long is no waiter any more; if it stands in the mailbox it is passed over.
 */
/**
 * The mailbox of an object that lives in a process of its own: one call after the other, in the order in which they came. What
 * its process is to do next is asked for by that process itself; that a process is to be started is asked by whoever hosts this,
 * after each event.
 */
public final class HostedActor implements HostedObject<ActorEvent, ActorResult> {
    private final ActorTerms terms;
    private final Deadlines deadlines = new Deadlines();
    private final Replies<ActorResult> replies = new Replies<>();
    private final Waiters<Caller> waiters = new Waiters<>(deadlines, this::tookTooLong);
    private final Deque<ActorEvent.Invoke> mailbox = new ArrayDeque<>();
    private @Nullable Object process;
    private @Nullable Object toStart;
    /** Its process, as long as it waits for a call. */
    private @Nullable Caller performer;
    /** Whose call it is making; may have left. */
    private @Nullable Caller begun;
    /** It has performed, or could have. */
    private boolean lived;
    /** What comes of every call, from now on. */
    private @Nullable Object broken;

    private long lastNumber;

    public HostedActor(ActorTerms terms) {
        this.terms = terms;
    }

    @Override
    public void handle(ActorEvent event, long now) {
        tick(now);
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
            replies.add(invoke.caller(), new ActorResult.Outcome(broken));
            return;
        }
        waiters.park(invoke.caller(), invoke.caller(), terms.callNanos());
        mailbox.add(invoke);
    }

    private void perform(ActorEvent.Perform perform) {
        Object outcome = perform.outcome();
        if (perform.unable() && outcome != null) {
            breakDown(outcome);
            return;
        }
        lived = true;
        if (begun != null && perform.number() == lastNumber && outcome != null) {
            answer(begun, outcome);
            begun = null;
        }
        performer = perform.caller();
    }

    private void processEnded(Object outcome) {
        performer = null;
        if (begun != null) {
            answer(begun, outcome);
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
        waiters.removeAll().forEach(caller -> replies.add(caller, new ActorResult.Outcome(outcome)));
    }

    private void answer(Caller caller, Object outcome) {
        if (waiters.remove(caller) != null) {
            replies.add(caller, new ActorResult.Outcome(outcome));
        }
    }

    private void next() {
        while (performer != null && begun == null && !mailbox.isEmpty()) {
            ActorEvent.Invoke next = mailbox.remove();
            if (waiters.find(next.caller()) != null) {
                begun = next.caller();
                replies.add(performer, new ActorResult.Call(++lastNumber, next.call()));
                performer = null;
            }
        }
    }

    private void tookTooLong(Caller caller) {
        replies.add(caller, new ActorResult.TookTooLong(terms.callNanos()));
    }

    /** The process that is to be started now; null: none. Each comes once. */
    public @Nullable Object takeProcessToStart() {
        Object taken = toStart;
        toStart = null;
        return taken;
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        if (waiters.remove(caller) != null) {
            replies.add(caller, new ActorResult.CalledOff());
        }
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        waiters.removeAll(attachment);
        if (performer != null && performer.attachment() == attachment) {
            performer = null;
        }
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
    }

    @Override
    public List<Reply<ActorResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Its length is how many calls have not begun. */
    @Override
    public Facts facts() {
        return new Facts(waiters.size(), mailbox.size(), begun == null ? 0 : 1, 0, 0);
    }
}
