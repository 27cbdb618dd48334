package dev.myriapod.coordinator.hosted.simulation.kinds.signal;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.event.EventDeed;
import dev.myriapod.coordinator.hosted.event.HostedEvent;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import java.util.function.Consumer;
import java.util.function.Function;

/** Events. */
public final class EventKind implements Kind<EventDeed, Boolean> {
    @Override
    public String name() {
        return "event";
    }

    @Override
    public Object settings(Dice dice) {
        return "no settings";
    }

    @Override
    public HostedObject<EventDeed, Boolean> create(Object settings) {
        return new HostedEvent();
    }

    @Override
    public Caller caller(EventDeed event) {
        return event.caller();
    }

    @Override
    public long wait(EventDeed event) {
        return event instanceof EventDeed.Await await ? await.waitNanos() : 0;
    }

    @Override
    public Judge<EventDeed, Boolean> judge(Object settings) {
        return new EventJudge(this);
    }

    @Override
    public Actor<EventDeed, Boolean> actor(Dice dice, long thread) {
        return new Actor<>() {
            @Override
            public EventDeed next(Caller caller) {
                return dice.oneIn(3)
                        ? new EventDeed.Change(caller, dice.oneIn(2))
                        : new EventDeed.Await(caller, dice.patience());
            }

            @Override
            public void answered(EventDeed event, Boolean result, Consumer<Function<Caller, EventDeed>> tell) {}
        };
    }

    private static final class EventJudge extends Judge<EventDeed, Boolean> {
        private boolean set;

        EventJudge(EventKind kind) {
            super(kind);
        }

        @Override
        protected void ask(EventDeed event) {
            if (event instanceof EventDeed.Change change) {
                set = change.set();
            }
        }

        @Override
        protected void answer(Open<EventDeed> request, Boolean result) {
            if (request.event() instanceof EventDeed.Change change) {
                require(result == change.set(), "a change is told as it was");
            } else {
                require(!result || set, "nobody passes an event that is not set");
                require(result || mayEnd(request), "who is told that an event is not set has waited its time");
            }
        }

        @Override
        protected void gone(long attachment) {}

        @Override
        protected void check(Facts facts) {
            require(facts.length() == (set ? 1 : 0), "an event is as it was left");
            open().forEach(request -> require(!set, "nobody waits for an event that is set"));
        }
    }
}
