package dev.myriapod.coordinator.hosted.simulation.kinds.pipe;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.pipe.HostedPipe;
import dev.myriapod.coordinator.hosted.pipe.PipeEvent;
import dev.myriapod.coordinator.hosted.pipe.PipeResult;
import dev.myriapod.coordinator.hosted.pipe.PipeTerms;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import org.jspecify.annotations.Nullable;

/** Pipes that go both ways. */
public final class PipeKind implements Kind<PipeEvent, PipeResult> {
    /** The size of a large message, two of which are too much where there is a bound. */
    static final long LARGE = 100;

    @Override
    public String name() {
        return "pipe";
    }

    @Override
    public Object settings(Dice dice) {
        return new PipeTerms(false, dice.oneIn(3) ? Long.MAX_VALUE : LARGE + 50, dice.oneIn(2));
    }

    @Override
    public HostedObject<PipeEvent, PipeResult> create(Object settings) {
        return new HostedPipe((PipeTerms) settings);
    }

    @Override
    public @Nullable Caller caller(PipeEvent event) {
        boolean silent = event instanceof PipeEvent.Hold
                || event instanceof PipeEvent.Redeem
                || event instanceof PipeEvent.Confirm;
        return silent ? null : event.caller();
    }

    @Override
    public long wait(PipeEvent event) {
        if (event instanceof PipeEvent.Send send) {
            return send.waitNanos();
        } else if (event instanceof PipeEvent.Receive receive) {
            return receive.waitNanos();
        }
        return event instanceof PipeEvent.Poll poll ? poll.waitNanos() : 0;
    }

    @Override
    public boolean mayComeLate(PipeEvent event) {
        return event instanceof PipeEvent.Send
                || event instanceof PipeEvent.Receive
                || event instanceof PipeEvent.Poll
                || event instanceof PipeEvent.Confirm;
    }

    @Override
    public Judge<PipeEvent, PipeResult> judge(Object settings) {
        return new PipeJudge(this, (PipeTerms) settings);
    }

    @Override
    public Actor<PipeEvent, PipeResult> actor(Dice dice, long thread) {
        return new PipeActor(dice);
    }
}
