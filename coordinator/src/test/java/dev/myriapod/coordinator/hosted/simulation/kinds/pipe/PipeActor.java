package dev.myriapod.coordinator.hosted.simulation.kinds.pipe;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.pipe.Message;
import dev.myriapod.coordinator.hosted.pipe.PipeEvent;
import dev.myriapod.coordinator.hosted.pipe.PipeResult;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends and receives at one end, for the most part; sends ends away, and gets them. Which process a ticket comes to is nothing
 * that it hears of, so tickets arrive anywhere.
 */
final class PipeActor implements Actor<PipeEvent, PipeResult> {
    private static final int TICKETS = 6;

    private final Dice dice;
    private final int home;
    private final ArrayDeque<PipeEvent.Receive> unconfirmed = new ArrayDeque<>();
    private boolean begun;

    PipeActor(Dice dice) {
        this.dice = dice;
        home = 1 + dice.below(2);
    }

    @Override
    public PipeEvent next(Caller caller) {
        if (!begun) {
            // Whoever has an end has the pipe, or has been sent that end.
            begun = true;
            return dice.oneIn(3) ? new PipeEvent.Hold(caller, home, dice.below(TICKETS)) : new PipeEvent.Open(caller);
        }
        if (!unconfirmed.isEmpty() && dice.oneIn(2)) {
            return confirm(caller, unconfirmed.remove(), dice.oneIn(2));
        }
        int end = dice.oneIn(8) ? 3 - home : home;
        int kind = dice.below(100);
        if (kind < 38) {
            Message message = new Message(caller.attachment() + "/" + caller.request(), size());
            return new PipeEvent.Send(caller, end, message, dice.patience());
        } else if (kind < 72) {
            return new PipeEvent.Receive(caller, end, dice.patience());
        } else if (kind < 80) {
            return new PipeEvent.Poll(caller, end, dice.patience());
        } else if (kind < 85) {
            return new PipeEvent.Open(caller);
        } else if (kind < 90) {
            return new PipeEvent.Lend(caller, end);
        } else if (kind < 94) {
            return new PipeEvent.Hold(caller, end, dice.below(TICKETS));
        } else if (kind < 96) {
            return new PipeEvent.Redeem(caller, dice.below(TICKETS));
        }
        return new PipeEvent.Close(caller, end);
    }

    private long size() {
        return dice.oneIn(3) ? PipeKind.LARGE : 10;
    }

    private static PipeEvent confirm(Caller caller, PipeEvent.Receive receive, boolean giveBack) {
        return new PipeEvent.Confirm(caller, receive.end(), receive.caller(), giveBack);
    }

    @Override
    public void answered(PipeEvent event, PipeResult result, Consumer<Function<Caller, PipeEvent>> tell) {
        if (event instanceof PipeEvent.Receive receive
                && result instanceof PipeResult.Received received
                && received.message() != null) {
            if (dice.oneIn(4)) {
                unconfirmed.add(receive);
            } else {
                tell.accept(caller -> confirm(caller, receive, false));
            }
        }
    }

    @Override
    public void tooLate(PipeEvent event, PipeResult result, Consumer<Function<Caller, PipeEvent>> tell) {
        if (event instanceof PipeEvent.Receive receive
                && result instanceof PipeResult.Received received
                && received.message() != null) {
            tell.accept(caller -> confirm(caller, receive, true));
        }
    }

    @Override
    public boolean settles(PipeEvent event) {
        return !(event instanceof PipeEvent.Receive || event instanceof PipeEvent.Poll);
    }

    @Override
    public long holds() {
        return unconfirmed.size();
    }
}
