package dev.myriapod.coordinator.hosted.simulation.kinds.semaphore;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.semaphore.HostedSemaphore;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreEvent;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreResult;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreTerms;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;

/** Semaphores. */
public final class SemaphoreKind implements Kind<SemaphoreEvent, SemaphoreResult> {
    @Override
    public String name() {
        return "semaphore";
    }

    @Override
    public Object settings(Dice dice) {
        return new SemaphoreTerms(dice.below(5) - (dice.oneIn(6) ? 2 : 0), dice.oneIn(2), dice.oneIn(3));
    }

    @Override
    public HostedObject<SemaphoreEvent, SemaphoreResult> create(Object settings) {
        return new HostedSemaphore((SemaphoreTerms) settings);
    }

    @Override
    public Caller caller(SemaphoreEvent event) {
        return event.caller();
    }

    @Override
    public long wait(SemaphoreEvent event) {
        return event instanceof SemaphoreEvent.Acquire acquire ? acquire.waitNanos() : 0;
    }

    @Override
    public boolean mayComeLate(SemaphoreEvent event) {
        return event instanceof SemaphoreEvent.Undo;
    }

    @Override
    public Judge<SemaphoreEvent, SemaphoreResult> judge(Object settings) {
        return new SemaphoreJudge(this, (SemaphoreTerms) settings);
    }

    @Override
    public Actor<SemaphoreEvent, SemaphoreResult> actor(Dice dice, long thread) {
        return new SemaphoreActor(dice);
    }
}
