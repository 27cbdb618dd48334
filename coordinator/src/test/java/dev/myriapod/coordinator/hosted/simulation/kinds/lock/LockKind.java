package dev.myriapod.coordinator.hosted.simulation.kinds.lock;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.lock.HostedLock;
import dev.myriapod.coordinator.hosted.lock.HostedReadWriteLock;
import dev.myriapod.coordinator.hosted.lock.LockEvent;
import dev.myriapod.coordinator.hosted.lock.LockResult;
import dev.myriapod.coordinator.hosted.lock.LockTerms;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;

/** Locks, or read-write locks. */
public final class LockKind implements Kind<LockEvent, LockResult> {
    private final boolean readable;

    public LockKind(boolean readable) {
        this.readable = readable;
    }

    @Override
    public String name() {
        return readable ? "read-write-lock" : "lock";
    }

    @Override
    public Object settings(Dice dice) {
        return new LockTerms(dice.oneIn(2));
    }

    @Override
    public HostedObject<LockEvent, LockResult> create(Object settings) {
        return readable ? new HostedReadWriteLock() : new HostedLock();
    }

    @Override
    public Caller caller(LockEvent event) {
        return event.caller();
    }

    @Override
    public long wait(LockEvent event) {
        if (event instanceof LockEvent.Acquire acquire) {
            return acquire.waitNanos();
        } else if (event instanceof LockEvent.AcquireRead acquire) {
            return acquire.waitNanos();
        }
        // Who does not wait for a signal waits for the lock all the same.
        return event instanceof LockEvent.Await await ? (await.waitNanos() == 0 ? -1 : await.waitNanos()) : 0;
    }

    @Override
    public Judge<LockEvent, LockResult> judge(Object settings) {
        return new LockJudge(this);
    }

    @Override
    public Actor<LockEvent, LockResult> actor(Dice dice, long thread) {
        return new LockActor(dice, thread, readable);
    }
}
