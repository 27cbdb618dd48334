package dev.myriapod.coordinator.hosted.simulation.kinds.list;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.list.HostedList;
import dev.myriapod.coordinator.hosted.list.ListEvent;
import dev.myriapod.coordinator.hosted.list.ListResult;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import dev.myriapod.coordinator.hosted.simulation.Kind;
import org.jspecify.annotations.Nullable;

/** Lists. */
public final class ListKind implements Kind<ListEvent, ListResult> {
    @Override
    public String name() {
        return "list";
    }

    @Override
    public Object settings(Dice dice) {
        return "no settings";
    }

    @Override
    public HostedObject<ListEvent, ListResult> create(Object settings) {
        return new HostedList();
    }

    @Override
    public @Nullable Caller caller(ListEvent event) {
        if (event instanceof ListEvent.Show show) {
            return show.caller();
        } else if (event instanceof ListEvent.Splice splice) {
            return splice.caller();
        }
        return event instanceof ListEvent.Arrange arrange ? arrange.caller() : null;
    }

    @Override
    public long wait(ListEvent event) {
        return 0;
    }

    @Override
    public Judge<ListEvent, ListResult> judge(Object settings) {
        return new ListJudge(this);
    }

    @Override
    public Actor<ListEvent, ListResult> actor(Dice dice, long thread) {
        return new ListActor(dice, thread);
    }
}
