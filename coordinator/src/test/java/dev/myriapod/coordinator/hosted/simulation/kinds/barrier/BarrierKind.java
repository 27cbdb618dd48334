package dev.myriapod.coordinator.hosted.simulation.kinds.barrier;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.barrier.BarrierEvent;
import dev.myriapod.coordinator.hosted.barrier.BarrierResult;
import dev.myriapod.coordinator.hosted.barrier.BarrierTerms;
import dev.myriapod.coordinator.hosted.barrier.HostedBarrier;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import java.util.function.Consumer;
import java.util.function.Function;

/** Barriers, with an action or without. */
public final class BarrierKind implements Kind<BarrierEvent, BarrierResult> {
    @Override
    public String name() {
        return "barrier";
    }

    @Override
    public Object settings(Dice dice) {
        return new BarrierTerms(1 + dice.below(4), dice.oneIn(2) ? "action" : null);
    }

    @Override
    public HostedObject<BarrierEvent, BarrierResult> create(Object settings) {
        return new HostedBarrier((BarrierTerms) settings);
    }

    @Override
    public Caller caller(BarrierEvent event) {
        return event.caller();
    }

    @Override
    public long wait(BarrierEvent event) {
        // Even who does not wait does so while an action runs, if all have arrived.
        return event instanceof BarrierEvent.Await await ? (await.waitNanos() == 0 ? -1 : await.waitNanos()) : 0;
    }

    @Override
    public Judge<BarrierEvent, BarrierResult> judge(Object settings) {
        return new BarrierJudge(this, (BarrierTerms) settings);
    }

    @Override
    public Actor<BarrierEvent, BarrierResult> actor(Dice dice, long thread) {
        return new BarrierActor(dice);
    }

    /** Arrives, and runs the action if it is told to. */
    private static final class BarrierActor implements Actor<BarrierEvent, BarrierResult> {
        private final Dice dice;
        private long round;

        BarrierActor(Dice dice) {
            this.dice = dice;
        }

        @Override
        public BarrierEvent next(Caller caller) {
            if (round != 0) {
                long acted = round;
                round = 0;
                return new BarrierEvent.Acted(caller, acted, dice.oneIn(6));
            }
            return switch (dice.below(24)) {
                case 0 -> new BarrierEvent.Abort(caller);
                case 1, 2, 3, 4 -> new BarrierEvent.Reset(caller);
                case 5, 6 -> new BarrierEvent.Inspect(caller);
                default -> new BarrierEvent.Await(caller, dice.oneIn(2) ? -1 : dice.patience());
            };
        }

        @Override
        public void answered(BarrierEvent event, BarrierResult result, Consumer<Function<Caller, BarrierEvent>> tell) {
            if (result instanceof BarrierResult.Act act) {
                round = act.round();
            }
        }

        @Override
        public boolean settles(BarrierEvent event) {
            return true;
        }
    }
}
