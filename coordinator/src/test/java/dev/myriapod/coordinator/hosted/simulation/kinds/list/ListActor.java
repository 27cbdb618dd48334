package dev.myriapod.coordinator.hosted.simulation.kinds.list;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.list.Element;
import dev.myriapod.coordinator.hosted.list.Item;
import dev.myriapod.coordinator.hosted.list.ListEvent;
import dev.myriapod.coordinator.hosted.list.ListResult;
import dev.myriapod.coordinator.hosted.list.Place;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes through pages, as they are or as they were; changes in any case, or if nobody else has; also in parts. */
final class ListActor implements Actor<ListEvent, ListResult> {
    /** Two of that size do not go in one answer. */
    private static final long LARGE = 600_000;

    private static final int MANY = 100;

    private final Dice dice;
    private final long thread;
    private long known;
    private int size;
    private long version;
    private long frozen;
    private long copies;
    private long stage;
    private long stages;

    ListActor(Dice dice, long thread) {
        this.dice = dice;
        this.thread = thread;
    }

    @Override
    public ListEvent next(Caller caller) {
        if (frozen != 0) {
            return new ListEvent.Show(caller, new Place(Place.Kind.BEHIND, known), ListEvent.ALL, frozen);
        }
        int kind = dice.below(20);
        if (kind < 6) {
            frozen = dice.oneIn(2) ? 0 : ++copies * MANY + thread;
            Place begin = frozen == 0 ? place() : new Place(Place.Kind.INDEX, 0);
            return new ListEvent.Show(
                    caller, begin, frozen != 0 || dice.oneIn(2) ? ListEvent.ALL : dice.below(4), frozen);
        } else if (kind < 9) {
            stage = stage == 0 ? ++stages * MANY + thread : stage;
            return new ListEvent.Stage(caller, stage, new ListEvent.Parts(items(caller), List.of()));
        } else if (kind < 11) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                order.add(i);
            }
            Collections.rotate(order, dice.below(3));
            return new ListEvent.Arrange(caller, version, 0, dice.oneIn(3) ? order.subList(size / 2, size) : order);
        }
        long staged = stage;
        stage = 0;
        return new ListEvent.Splice(
                caller,
                place(),
                dice.oneIn(10) ? ListEvent.ALL : dice.below(3),
                staged,
                items(caller),
                new ListEvent.If(dice.oneIn(4) ? version : -1, dice.oneIn(4) ? known : 0),
                dice.oneIn(3));
    }

    private Place place() {
        return switch (dice.below(6)) {
            case 0 -> new Place(Place.Kind.BEFORE, known);
            case 1 -> new Place(Place.Kind.BEHIND, known);
            case 2 -> new Place(Place.Kind.FROM_END, dice.below(3));
            case 3 -> new Place(Place.Kind.FROM_END, 0);
            default -> new Place(Place.Kind.INDEX, dice.below(5));
        };
    }

    private List<Item> items(Caller caller) {
        List<Item> items = new ArrayList<>();
        for (int i = dice.below(3); i > 0; i--) {
            items.add(new Item(
                    caller.attachment() + "/" + caller.request() + "/" + items.size(), dice.oneIn(4) ? LARGE : 10));
        }
        return items;
    }

    @Override
    public void answered(ListEvent event, ListResult result, Consumer<Function<Caller, ListEvent>> tell) {
        if (result instanceof ListResult.Shown shown) {
            for (Element element : shown.elements()) {
                known = element.stamp();
            }
            size = shown.size();
            version = shown.version();
            frozen = shown.more() ? frozen : 0;
        } else if (result instanceof ListResult.Spliced spliced && spliced.done()) {
            known = spliced.stamp();
        }
    }

    @Override
    public boolean settles(ListEvent event) {
        return true;
    }
}
