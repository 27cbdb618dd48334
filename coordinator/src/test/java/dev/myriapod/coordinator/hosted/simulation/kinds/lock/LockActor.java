package dev.myriapod.coordinator.hosted.simulation.kinds.lock;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.lock.LockEvent;
import dev.myriapod.coordinator.hosted.lock.LockResult;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import java.util.function.Consumer;
import java.util.function.Function;

/** Locks and unlocks, waits for conditions and signals them; reads, if there is reading. */
final class LockActor implements Actor<LockEvent, LockResult> {
    private final Dice dice;
    private final long thread;
    private final boolean readable;
    private int writes;
    private int reads;
    private int awaiting;

    LockActor(Dice dice, long thread, boolean readable) {
        this.dice = dice;
        this.thread = thread;
        this.readable = readable;
    }

    @Override
    public LockEvent next(Caller caller) {
        int kind = dice.below(20);
        String condition = dice.oneIn(5) ? "empty" : "full";
        if (kind == 0) {
            return new LockEvent.Inspect(caller, thread);
        } else if (kind == 1) {
            return new LockEvent.Signal(caller, thread, condition, dice.below(2));
        } else if (reads > 0 && kind < 12) {
            return new LockEvent.ReleaseRead(caller, thread);
        } else if (writes > 0 && kind < 8) {
            awaiting = writes;
            writes = 0;
            return new LockEvent.Await(caller, thread, condition, reads > 0 ? 0 : dice.patience());
        } else if (writes > 0 && kind < 12) {
            return new LockEvent.Signal(caller, thread, condition, dice.below(3));
        } else if (writes > 0 && kind < 17) {
            return new LockEvent.Release(caller, thread);
        } else if (kind == 19 && dice.oneIn(4)) {
            return readable ? new LockEvent.ReleaseRead(caller, thread) : new LockEvent.Release(caller, thread);
        } else if (readable && kind % 2 == 0) {
            boolean tries = dice.oneIn(5);
            return new LockEvent.AcquireRead(caller, thread, tries ? 0 : dice.patience(), tries);
        }
        return new LockEvent.Acquire(caller, thread, dice.patience());
    }

    /** What it released without having it was a grant that came too late for it, which is then given back in vain. */
    @Override
    public void answered(LockEvent event, LockResult result, Consumer<Function<Caller, LockEvent>> tell) {
        if (event instanceof LockEvent.Acquire && result instanceof LockResult.Granted) {
            writes++;
        } else if (event instanceof LockEvent.Await) {
            writes = awaiting;
        } else if (event instanceof LockEvent.AcquireRead && result instanceof LockResult.Granted) {
            reads++;
        } else if (event instanceof LockEvent.Release && result instanceof LockResult.Done) {
            writes = Math.max(0, writes - 1);
        } else if (event instanceof LockEvent.ReleaseRead && result instanceof LockResult.Done) {
            reads = Math.max(0, reads - 1);
        }
    }

    @Override
    public void tooLate(LockEvent event, LockResult result, Consumer<Function<Caller, LockEvent>> tell) {
        if (result instanceof LockResult.Granted) {
            tell.accept(caller -> event instanceof LockEvent.AcquireRead
                    ? new LockEvent.ReleaseRead(caller, thread)
                    : new LockEvent.Undo(caller, thread));
        }
    }

    /** Who has the lock already is answered at once: there is no wait that could be interrupted. */
    @Override
    public boolean settles(LockEvent event) {
        boolean waits = event instanceof LockEvent.Acquire && writes == 0;
        return !waits && !(event instanceof LockEvent.AcquireRead);
    }

    @Override
    public long holds() {
        return (long) writes + reads;
    }
}
