package dev.myriapod.coordinator.hosted.simulation.kinds.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.queue.Element;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Crew;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a process may do without asking, as its library keeps it: put by credit, take what is ahead. */
final class QueueCrew implements Crew<QueueEvent, QueueResult> {
    private final Dice dice;
    private final ArrayDeque<Element> ahead = new ArrayDeque<>();
    private long last;
    private long taken;
    private long told;
    private long appended;
    private long appendedBytes;
    private long items;
    private long bytes;

    QueueCrew(Dice dice) {
        this.dice = dice;
    }

    @Override
    public Actor<QueueEvent, QueueResult> actor(long thread) {
        return new QueueActor(dice, this);
    }

    /** Puts these without waiting, if there is credit for them. */
    QueueEvent.@Nullable Append append(Caller caller, List<Item> put) {
        long size = put.stream().mapToLong(Item::bytes).sum();
        if (appended + put.size() > items || appendedBytes + size > bytes) {
            return null;
        }
        appended += put.size();
        appendedBytes += size;
        return new QueueEvent.Append(caller.attachment(), put);
    }

    /** Takes the first that is here, if there is one. */
    boolean take() {
        Element first = ahead.poll();
        if (first == null) {
            return false;
        }
        ((Thing) first.item().payload()).taken = true;
        taken++;
        return true;
    }

    boolean isToConfirm() {
        return taken > told;
    }

    /** Says what was taken. */
    QueueEvent confirm(Caller caller) {
        told = taken;
        return new QueueEvent.Settled(caller, taken, 0);
    }

    private void giveBack(Consumer<Function<Caller, QueueEvent>> tell) {
        if (told < last) {
            int left = ahead.size();
            long all = last;
            ahead.clear();
            taken = last;
            told = last;
            tell.accept(caller -> new QueueEvent.Settled(caller, all, left));
        }
    }

    @Override
    public void heard(long request, QueueResult result, Consumer<Function<Caller, QueueEvent>> tell) {
        if (result instanceof QueueResult.Credit credit) {
            items = credit.items();
            bytes = credit.bytes();
            if (credit.over()) {
                items = appended;
                tell.accept(caller -> new QueueEvent.CreditReturned(caller.attachment()));
            }
        } else if (result instanceof QueueResult.Recall) {
            giveBack(tell);
        } else if (result instanceof QueueResult.Taken kept && kept.ahead() != 0) {
            taken = kept.ahead() - 1;
            told = taken;
            last = taken + kept.elements().size();
            ahead.addAll(kept.elements());
        }
    }
}
