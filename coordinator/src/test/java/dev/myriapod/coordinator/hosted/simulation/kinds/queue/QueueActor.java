package dev.myriapod.coordinator.hosted.simulation.kinds.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.queue.Element;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts and takes; confirms, gives back, or works on it leased for a while. */
final class QueueActor implements Actor<QueueEvent, QueueResult> {
    private final Dice dice;
    private final QueueCrew crew;
    private final ArrayDeque<Lease> leases = new ArrayDeque<>();
    private long known;

    private record Lease(Caller take, int elements) {}

    QueueActor(Dice dice, QueueCrew crew) {
        this.dice = dice;
        this.crew = crew;
    }

    @Override
    public QueueEvent next(Caller caller) {
        if (!leases.isEmpty() && dice.oneIn(2)) {
            Caller take = leases.remove().take();
            return dice.oneIn(2) ? new QueueEvent.Received(take) : new QueueEvent.GivenBack(take);
        }
        // What is taken ahead may be said later, with something else in between.
        if ((dice.oneIn(2) && crew.take() && dice.oneIn(2)) || (crew.isToConfirm() && dice.oneIn(3))) {
            return crew.confirm(caller);
        }
        int kind = dice.below(100);
        if (kind < 40) {
            List<Item> items = items(caller);
            QueueEvent append = dice.oneIn(4) ? null : crew.append(caller, items);
            return append != null ? append : new QueueEvent.Put(caller, items, dice.patience());
        } else if (kind < 80) {
            boolean ahead = !dice.oneIn(4);
            return new QueueEvent.Take(caller, ahead ? 1 : 1 + dice.below(3), dice.patience(), ahead);
        } else if (kind < 84) {
            return new QueueEvent.Show(caller, dice.oneIn(2) ? 0 : known, 1 + dice.below(3));
        } else if (kind < 87) {
            return new QueueEvent.Remove(caller, known);
        } else if (kind < 88) {
            return new QueueEvent.Clear(caller);
        } else if (kind < 90) {
            return new QueueEvent.Measure(caller);
        } else if (kind < 91) {
            return new QueueEvent.Close(caller);
        } else if (kind < 96) {
            return new QueueEvent.TasksDone(caller, 1 + dice.below(3));
        }
        return new QueueEvent.Join(caller, dice.patience());
    }

    private List<Item> items(Caller caller) {
        List<Item> items = new ArrayList<>();
        for (int i = dice.oneIn(2) ? 0 : dice.below(3); i >= 0; i--) {
            items.add(new Item(
                    new Thing(caller.attachment() + "/" + caller.request() + "/" + items.size()),
                    dice.oneIn(4) ? QueueKind.LARGE : 10));
        }
        return items;
    }

    @Override
    public void answered(QueueEvent event, QueueResult result, Consumer<Function<Caller, QueueEvent>> tell) {
        if (result instanceof QueueResult.Listed listed) {
            for (Element element : listed.elements()) {
                known = element.sequence();
            }
        } else if (event instanceof QueueEvent.Take take
                && result instanceof QueueResult.Taken taken
                && taken.ahead() == 0
                && !taken.elements().isEmpty()) {
            if (dice.oneIn(4)) {
                leases.add(new Lease(take.caller(), taken.elements().size()));
            } else {
                tell.accept(caller -> new QueueEvent.Received(take.caller()));
            }
        }
    }

    @Override
    public void tooLate(QueueEvent event, QueueResult result, Consumer<Function<Caller, QueueEvent>> tell) {
        if (event instanceof QueueEvent.Take take
                && result instanceof QueueResult.Taken taken
                && taken.ahead() == 0
                && !taken.elements().isEmpty()) {
            tell.accept(caller -> new QueueEvent.GivenBack(take.caller()));
        }
    }

    @Override
    public boolean settles(QueueEvent event) {
        return !(event instanceof QueueEvent.Take || event instanceof QueueEvent.Join);
    }

    @Override
    public long holds() {
        return leases.stream().mapToInt(Lease::elements).sum();
    }
}
