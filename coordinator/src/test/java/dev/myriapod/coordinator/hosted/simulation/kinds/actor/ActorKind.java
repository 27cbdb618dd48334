package dev.myriapod.coordinator.hosted.simulation.kinds.actor;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.actor.ActorEvent;
import dev.myriapod.coordinator.hosted.actor.ActorResult;
import dev.myriapod.coordinator.hosted.actor.ActorTerms;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import dev.myriapod.coordinator.hosted.simulation.Surroundings;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Objects in processes of their own, with these processes. */
public final class ActorKind implements Kind<ActorEvent, ActorResult> {
    @Override
    public String name() {
        return "actor";
    }

    @Override
    public Object settings(Dice dice) {
        return new ActorTerms("Counter", dice.oneIn(2), dice.oneIn(2) ? -1 : 1 + dice.below(5_000_000));
    }

    @Override
    public HostedObject<ActorEvent, ActorResult> create(Object settings) {
        throw new IllegalStateException("Such an object needs somewhere to live.");
    }

    @Override
    public HostedObject<ActorEvent, ActorResult> create(
            Object settings, Surroundings<ActorEvent, ActorResult> surroundings, Judge<ActorEvent, ActorResult> judge) {
        return new SimulatedActor((ActorTerms) settings, surroundings, (ActorJudge) judge);
    }

    @Override
    public @Nullable Caller caller(ActorEvent event) {
        if (event instanceof ActorEvent.Invoke invoke) {
            return invoke.caller();
        }
        return event instanceof ActorEvent.Perform perform ? perform.caller() : null;
    }

    @Override
    public long wait(ActorEvent event) {
        return -1;
    }

    @Override
    public boolean mayComeLate(ActorEvent event) {
        return event instanceof ActorEvent.Invoke;
    }

    @Override
    public Judge<ActorEvent, ActorResult> judge(Object settings) {
        return new ActorJudge(this, (ActorTerms) settings);
    }

    @Override
    public Actor<ActorEvent, ActorResult> actor(Dice dice, long thread) {
        return new Client();
    }

    /** Whoever attaches says what process there is to be, and then calls. */
    private static final class Client implements Actor<ActorEvent, ActorResult> {
        private boolean begun;

        @Override
        public ActorEvent next(Caller caller) {
            if (!begun) {
                begun = true;
                return new ActorEvent.Begin(caller, "process of " + caller);
            }
            return new ActorEvent.Invoke(caller, caller);
        }

        @Override
        public void answered(ActorEvent event, ActorResult result, Consumer<Function<Caller, ActorEvent>> tell) {}
    }
}
