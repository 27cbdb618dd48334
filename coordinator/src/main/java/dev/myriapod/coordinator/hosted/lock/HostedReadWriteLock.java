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
 * Readers and writers wait in one line. If nobody writes, the one in front wants to write, or it would read already: so whoever
 * waits in order waits behind a writer, and no writer waits for ever. Two do not wait in order: a thread that reads already,
 * which would wait for itself, and the writer, which may read what it writes.
 *
 * The signal of one who dies goes to the next one, as with a lock.
 *
 * The writer has the lock passed to it by those who leave, so whatever ends a wait in front may let those behind it go on.
 */
/** A read-write lock: reentrant for a thread of a process, which may go from writing to reading and not the other way. */
public final class HostedReadWriteLock implements HostedObject<LockEvent, LockResult> {
    private final Deadlines deadlines = new Deadlines();
    private final Replies<LockResult> replies = new Replies<>();
    private final Waiters<Entrant> entrants =
            new Waiters<>(deadlines, late -> replies.add(late.caller(), new LockResult.Refused()));
    private final Conditions conditions = new Conditions(deadlines, this::wake);
    private final Readers readers = new Readers();

    private @Nullable Owner writer;
    private int holds;
    private long token;
    private boolean previousWriterDied;
    /** The condition by whose signal the writer has come; null: it has come otherwise. */
    private @Nullable String signal;

    /**
     * Who waits to read, or to write so often; after a wait for a condition, which ends with the lock in any case.
     *
     * @param signal of which condition it got a signal; null: of none
     */
    private record Entrant(
            Caller caller,
            Owner owner,
            boolean reads,
            int holds,
            boolean awaited,
            @Nullable String signal) {
        static Entrant reader(LockEvent.AcquireRead acquire, Owner who) {
            return new Entrant(acquire.caller(), who, true, 1, false, null);
        }

        static Entrant writer(LockEvent.Acquire acquire, Owner who) {
            return new Entrant(acquire.caller(), who, false, 1, false, null);
        }
    }

    @Override
    public void handle(LockEvent event, long now) {
        tick(now);
        Owner who = Owner.of(event.caller(), event.thread());
        if (event instanceof LockEvent.AcquireRead acquire) {
            boolean goesFirst = acquire.barge() || readers.has(who) || entrants.isEmpty();
            boolean may = who.equals(writer) || (writer == null && goesFirst);
            enter(Entrant.reader(acquire, who), may, acquire.waitNanos());
        } else if (event instanceof LockEvent.Acquire acquire) {
            boolean may = who.equals(writer) || isFree();
            enter(Entrant.writer(acquire, who), may, acquire.waitNanos());
        } else if (event instanceof LockEvent.ReleaseRead release) {
            answer(release, readers.remove(who));
        } else if (event instanceof LockEvent.Inspect inspect) {
            replies.add(
                    inspect.caller(),
                    new LockResult.Inspected(
                            writer != null, who.equals(writer) ? holds : 0, entrants.size(), readers.count()));
        } else if (!who.equals(writer)) {
            answer(event, false);
        } else {
            handleWriters(event, who);
        }
        serve();
    }

    private void handleWriters(LockEvent event, Owner who) {
        if (event instanceof LockEvent.Release) {
            release(event, false);
        } else if (event instanceof LockEvent.Undo) {
            release(event, previousWriterDied);
        } else if (event instanceof LockEvent.Signal signal) {
            conditions.signal(signal.condition(), signal.count());
            answer(event, true);
        } else if (event instanceof LockEvent.Await await) {
            Sleeper sleeper = new Sleeper(await.caller(), who, holds, await.condition());
            leave(false);
            if (await.waitNanos() == 0) {
                // Behind those that wait already, who may have it meanwhile.
                wake(sleeper, false);
            } else {
                conditions.park(sleeper, await.waitNanos());
            }
        }
    }

    private void release(LockEvent event, boolean died) {
        if (--holds == 0) {
            leave(died);
        }
        answer(event, true);
    }

    private void answer(LockEvent event, boolean done) {
        replies.add(event.caller(), done ? new LockResult.Done() : new LockResult.Refused());
    }

    private boolean isFree() {
        return writer == null && readers.isEmpty();
    }

    private void enter(Entrant entrant, boolean may, long waitNanos) {
        if (may) {
            grant(entrant);
        } else if (waitNanos == 0) {
            replies.add(entrant.caller(), new LockResult.Refused());
        } else {
            entrants.park(entrant.caller(), entrant, waitNanos);
        }
    }

    private void grant(Entrant entrant) {
        int count;
        if (entrant.reads()) {
            count = readers.add(entrant.owner());
        } else {
            if (writer == null) {
                token++;
                signal = entrant.signal();
            }
            writer = entrant.owner();
            holds += entrant.holds();
            count = holds;
        }
        replies.add(
                entrant.caller(), new LockResult.Granted(token, previousWriterDied, count, entrant.signal() != null));
    }

    /** The writer lets go of it, wholly, or is gone. */
    private void leave(boolean died) {
        writer = null;
        holds = 0;
        signal = null;
        previousWriterDied = died;
    }

    private void wake(Sleeper sleeper, boolean signalled) {
        entrants.park(
                sleeper.caller(),
                new Entrant(
                        sleeper.caller(),
                        sleeper.owner(),
                        false,
                        sleeper.holds(),
                        true,
                        signalled ? sleeper.condition() : null),
                -1);
    }

    private void serve() {
        while (!entrants.isEmpty() && (entrants.first().reads() ? writer == null : isFree())) {
            grant(entrants.removeFirst());
        }
    }

    /** A wait for a condition goes on as a wait for the lock, whose answer then says that there was no signal. */
    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        if (!conditions.cancel(caller)) {
            Entrant entrant = entrants.find(caller);
            if (entrant != null && !entrant.awaited()) {
                entrants.remove(caller);
                replies.add(caller, new LockResult.Refused());
            }
        }
        serve();
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        conditions.removeAll(attachment);
        entrants.removeAll(attachment).forEach(gone -> passSignalOn(gone.signal()));
        readers.removeAll(attachment);
        if (writer != null && writer.attachment() == attachment) {
            passSignalOn(signal);
            leave(true);
        }
        serve();
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
        serve();
    }

    @Override
    public List<Reply<LockResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    /** Its length is how often it is held for reading. */
    @Override
    public Facts facts() {
        return new Facts(
                entrants.size() + conditions.size(),
                readers.count(),
                0,
                writer == null ? 0 : writer.attachment(),
                writer == null ? 0 : writer.thread());
    }
}
