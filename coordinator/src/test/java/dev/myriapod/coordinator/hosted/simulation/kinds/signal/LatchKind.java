package dev.myriapod.coordinator.hosted.simulation.kinds.signal;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.latch.HostedLatch;
import dev.myriapod.coordinator.hosted.latch.LatchEvent;
import dev.myriapod.coordinator.hosted.latch.LatchTerms;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import java.util.function.Consumer;
import java.util.function.Function;

/** Latches. */
public final class LatchKind implements Kind<LatchEvent, Long> {
    @Override
    public String name() {
        return "latch";
    }

    @Override
    public Object settings(Dice dice) {
        return new LatchTerms(dice.below(8));
    }

    @Override
    public HostedObject<LatchEvent, Long> create(Object settings) {
        return new HostedLatch((LatchTerms) settings);
    }

    @Override
    public Caller caller(LatchEvent event) {
        return event instanceof LatchEvent.CountDown count ? count.caller() : ((LatchEvent.Await) event).caller();
    }

    @Override
    public long wait(LatchEvent event) {
        return event instanceof LatchEvent.Await await ? await.waitNanos() : 0;
    }

    @Override
    public Judge<LatchEvent, Long> judge(Object settings) {
        return new LatchJudge(this, ((LatchTerms) settings).count());
    }

    @Override
    public Actor<LatchEvent, Long> actor(Dice dice, long thread) {
        return new Actor<>() {
            @Override
            public LatchEvent next(Caller caller) {
                return dice.oneIn(3) ? new LatchEvent.CountDown(caller) : new LatchEvent.Await(caller, dice.patience());
            }

            @Override
            public void answered(LatchEvent event, Long result, Consumer<Function<Caller, LatchEvent>> tell) {}
        };
    }

    private static final class LatchJudge extends Judge<LatchEvent, Long> {
        private long count;

        LatchJudge(LatchKind kind, long count) {
            super(kind);
            this.count = count;
        }

        @Override
        protected void ask(LatchEvent event) {
            if (event instanceof LatchEvent.CountDown && count > 0) {
                count--;
            }
        }

        @Override
        protected void answer(Open<LatchEvent> request, Long result) {
            boolean before = request.isOver() && result == count + 1;
            require(result == count || before, "the count is told as it is");
            boolean waited = request.event() instanceof LatchEvent.Await;
            require(!waited || result == 0 || mayEnd(request), "who is told a count has waited its time");
        }

        @Override
        protected void gone(long attachment) {}

        @Override
        protected void check(Facts facts) {
            require(facts.length() == count, "a latch counts down, and by nothing else");
            open().forEach(request -> require(count > 0, "nobody waits for a latch that is open"));
        }
    }
}
