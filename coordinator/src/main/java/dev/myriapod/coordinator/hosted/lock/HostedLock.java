package dev.myriapod.coordinator.hosted.lock;

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
 * The lock passes from owner to owner without being free in between if anybody waits, so nobody overtakes: a lock that does
 * not promise to be fair is so all the same.
 *
 * A wait for a condition is two waits one after the other, both parked under the number of the same request: first among
 * the sleepers of the condition, where signal, time, or a cancel ends it; then among the entrants, where nothing does but
 * the grant, since whoever waits for a condition has the lock when it goes on.
 *
 * Who was signalled and dies, before it has the lock or while it has it, may have done nothing of what the signal was for. So
 * the signal goes to the next one; one that comes for nothing does no harm, as everybody looks again.
 */
/** A lock with its conditions: reentrant for a thread of a process, and free when that process is gone. */
public final class HostedLock implements HostedObject<LockEvent, LockResult> {
    private final Deadlines deadlines = new Deadlines();
    private final Replies<LockResult> replies = new Replies<>();
    private final Waiters<Entrant> entrants =
            new Waiters<>(deadlines, late -> replies.add(late.caller(), new LockResult.Refused()));
    private final Conditions conditions = new Conditions(deadlines, this::wake);

    private @Nullable Owner owner;
    private int holds;
    private long token;
    private boolean previousOwnerDied;
    /** The condition by whose signal the owner has come; null: it has come otherwise. */
    private @Nullable String signal;

    /**
     * Who waits for the lock: to hold it so often; after a wait for a condition, which ends with the lock in any case.
     *
     * @param signal of which condition it got a signal; null: of none
     */
    private record Entrant(
            Caller caller,
            Owner owner,
            int holds,
            boolean awaited,
            @Nullable String signal) {}

    @Override
    public void handle(LockEvent event, long now) {
        if (event instanceof LockEvent.AcquireRead || event instanceof LockEvent.ReleaseRead) {
            throw new IllegalArgumentException("A lock cannot be held for reading: only a read-write lock can.");
        }
        tick(now);
        Owner who = Owner.of(event.caller(), event.thread());
        if (event instanceof LockEvent.Acquire acquire) {
            acquire(acquire, who);
        } else if (event instanceof LockEvent.Inspect inspect) {
            replies.add(
                    inspect.caller(),
                    new LockResult.Inspected(owner != null, who.equals(owner) ? holds : 0, entrants.size(), 0));
        } else if (!who.equals(owner)) {
            replies.add(event.caller(), new LockResult.Refused());
        } else if (event instanceof LockEvent.Release) {
            release(event, false);
        } else if (event instanceof LockEvent.Undo) {
            release(event, previousOwnerDied);
        } else if (event instanceof LockEvent.Await await) {
            await(await, who);
        } else if (event instanceof LockEvent.Signal signal) {
            conditions.signal(signal.condition(), signal.count());
            replies.add(signal.caller(), new LockResult.Done());
        }
    }

    private void release(LockEvent event, boolean died) {
        if (--holds == 0) {
            passOn(died);
        }
        replies.add(event.caller(), new LockResult.Done());
    }

    private void acquire(LockEvent.Acquire acquire, Owner who) {
        Entrant entrant = new Entrant(acquire.caller(), who, 1, false, null);
        if (owner == null) {
            grant(entrant);
        } else if (who.equals(owner)) {
            holds++;
            replies.add(acquire.caller(), new LockResult.Granted(token, previousOwnerDied, holds, false));
        } else if (acquire.waitNanos() == 0) {
            replies.add(acquire.caller(), new LockResult.Refused());
        } else {
            entrants.park(acquire.caller(), entrant, acquire.waitNanos());
        }
    }

    private void grant(Entrant entrant) {
        owner = entrant.owner();
        holds = entrant.holds();
        signal = entrant.signal();
        token++;
        replies.add(entrant.caller(), new LockResult.Granted(token, previousOwnerDied, holds, signal != null));
    }

    /** The owner lets go of it, wholly, or is gone. */
    private void passOn(boolean died) {
        owner = null;
        holds = 0;
        signal = null;
        previousOwnerDied = died;
        if (!entrants.isEmpty()) {
            grant(entrants.removeFirst());
        }
    }

    private void await(LockEvent.Await await, Owner who) {
        Sleeper sleeper = new Sleeper(await.caller(), who, holds, await.condition());
        if (await.waitNanos() == 0) {
            // Behind those that wait already, who may have it meanwhile.
            wake(sleeper, false);
        } else {
            conditions.park(sleeper, await.waitNanos());
        }
        passOn(false);
    }

    private void wake(Sleeper sleeper, boolean signalled) {
        Entrant entrant = new Entrant(
                sleeper.caller(), sleeper.owner(), sleeper.holds(), true, signalled ? sleeper.condition() : null);
        if (owner == null) {
            grant(entrant);
        } else {
            entrants.park(entrant.caller(), entrant, -1);
        }
    }

    /** A wait for a condition goes on as a wait for the lock, whose answer then says that there was no signal. */
    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        if (conditions.cancel(caller)) {
            return;
        }
        Entrant entrant = entrants.find(caller);
        if (entrant != null && !entrant.awaited()) {
            entrants.remove(caller);
            replies.add(caller, new LockResult.Refused());
        }
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        conditions.removeAll(attachment);
        entrants.removeAll(attachment).forEach(gone -> passSignalOn(gone.signal()));
        if (owner != null && owner.attachment() == attachment) {
            passSignalOn(signal);
            passOn(true);
        }
    }

    private void passSignalOn(@Nullable String signalled) {
        if (signalled != null) {
            conditions.signal(signalled, 1);
        }
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
    }

    @Override
    public List<Reply<LockResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    @Override
    public Facts facts() {
        return new Facts(
                entrants.size() + conditions.size(),
                0,
                0,
                owner == null ? 0 : owner.attachment(),
                owner == null ? 0 : owner.thread());
    }
}
