package dev.myriapod.coordinator.hosted.simulation.kinds.pipe;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.pipe.Message;
import dev.myriapod.coordinator.hosted.pipe.Outcome;
import dev.myriapod.coordinator.hosted.pipe.PipeEvent;
import dev.myriapod.coordinator.hosted.pipe.PipeResult;
import dev.myriapod.coordinator.hosted.pipe.PipeTerms;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * A message is where the answers say: with its send until that is answered, stored from then on, handed over from the answer to
 * a receive on.
 */
/** Follows each message from its send until it is confirmed, and each end until nobody has it. */
final class PipeJudge extends Judge<PipeEvent, PipeResult> {
    private final PipeTerms terms;
    private final Set<Long> openers = new HashSet<>();
    private final Map<Integer, Side> sides = Map.of(1, new Side(), 2, new Side());
    /** Who asked of an end that was closed for them. */
    private final Set<Caller> refused = new HashSet<>();

    private long numbers;
    private long tickets;

    /** An end, and what is sent to it. */
    private static final class Side {
        final Set<Long> holders = new HashSet<>();
        final Set<Long> leavers = new HashSet<>();
        /** With who sent it. */
        final Map<Long, Long> onTheWay = new HashMap<>();

        final TreeMap<Long, Message> stored = new TreeMap<>();
        final Map<Caller, Map.Entry<Long, Message>> handedOver = new LinkedHashMap<>();
        boolean known;
        boolean closed;

        boolean has(long process) {
            return !closed && holders.contains(process);
        }

        boolean hasRoomFor(Message message, long maxBytes) {
            long bytes = stored.values().stream().mapToLong(Message::bytes).sum();
            return stored.isEmpty() || bytes + message.bytes() <= maxBytes || maxBytes == Long.MAX_VALUE;
        }

        void giveBack(Caller receive) {
            Map.Entry<Long, Message> back = handedOver.remove(receive);
            if (back != null && !closed) {
                stored.put(back.getKey(), back.getValue());
            }
        }
    }

    PipeJudge(PipeKind kind, PipeTerms terms) {
        super(kind);
        this.terms = terms;
    }

    private Side side(int end) {
        Side side = sides.get(end);
        if (side == null) {
            throw new AssertionError("no end " + end);
        }
        return side;
    }

    private Side other(int end) {
        return side(3 - end);
    }

    /** Whether whoever receives there can get nothing more. */
    private boolean isAtItsEnd(int end) {
        return other(end).closed
                && side(end).stored.isEmpty()
                && side(end).handedOver.isEmpty();
    }

    private static int end(PipeEvent event) {
        if (event instanceof PipeEvent.Send send) {
            return send.end();
        } else if (event instanceof PipeEvent.Receive receive) {
            return receive.end();
        }
        return event instanceof PipeEvent.Poll poll ? poll.end() : 0;
    }

    @Override
    protected void ask(PipeEvent event) {
        long process = event.caller().attachment();
        if (event instanceof PipeEvent.Open) {
            openers.add(process);
        } else if (event instanceof PipeEvent.Hold hold && !side(hold.end()).closed) {
            Side side = side(hold.end());
            side.known = true;
            side.leavers.remove(process);
            side.holders.add(process);
            side.onTheWay.remove(hold.ticket());
        } else if (event instanceof PipeEvent.Close close) {
            side(close.end()).known = true;
            side(close.end()).holders.remove(process);
            side(close.end()).leavers.add(process);
        } else if (event instanceof PipeEvent.Lend lend) {
            tickets++;
            if (!side(lend.end()).closed) {
                side(lend.end()).known = true;
                side(lend.end()).onTheWay.put(tickets, process);
            }
        } else if (event instanceof PipeEvent.Redeem redeem) {
            sides.values().forEach(side -> side.onTheWay.remove(redeem.ticket()));
        } else if (event instanceof PipeEvent.Confirm confirm) {
            if (confirm.giveBack()) {
                side(confirm.end()).giveBack(confirm.receive());
            } else {
                side(confirm.end()).handedOver.remove(confirm.receive());
            }
        } else if (end(event) != 0) {
            use(side(end(event)), event.caller());
        }
        closeWhatNobodyHas();
    }

    private void use(Side side, Caller caller) {
        if (side.closed || side.leavers.contains(caller.attachment())) {
            refused.add(caller);
        } else {
            side.known = true;
            side.holders.add(caller.attachment());
        }
    }

    private void closeWhatNobodyHas() {
        boolean wanted = terms.named() || !openers.isEmpty();
        for (Side side : sides.values()) {
            if (side.holders.isEmpty() && side.onTheWay.isEmpty() && (side.known || !wanted)) {
                side.closed = true;
                side.stored.clear();
            }
        }
    }

    /** Whoever receives again must find it at the front. */
    @Override
    protected void crossed(Caller caller) {
        sides.values().forEach(side -> side.giveBack(caller));
    }

    @Override
    protected void answer(Open<PipeEvent> request, PipeResult result) {
        PipeEvent event = request.event();
        if (event instanceof PipeEvent.Open) {
            require(!((PipeResult.Opened) result).oneWay(), "it is told which way it goes");
        } else if (event instanceof PipeEvent.Lend) {
            require(((PipeResult.Lent) result).ticket() == tickets, "each ticket is a new one");
        } else if (event instanceof PipeEvent.Close) {
            require(((PipeResult.Done) result).outcome() == Outcome.DONE, "anybody may close");
        } else if (event instanceof PipeEvent.Receive receive) {
            PipeResult.Received received = (PipeResult.Received) result;
            require((received.message() != null) == (received.outcome() == Outcome.DONE), "what is done has a message");
            answer(request, receive.end(), received.outcome(), received.message());
        } else {
            answer(request, end(event), ((PipeResult.Done) result).outcome(), null);
        }
    }

    private void answer(Open<PipeEvent> request, int end, Outcome outcome, @Nullable Message message) {
        boolean wasRefused = refused.remove(request.caller());
        boolean has = side(end).has(request.caller().attachment());
        require((outcome == Outcome.CLOSED) == (wasRefused || !has), "only who has an end uses it");
        if (outcome == Outcome.CLOSED) {
            return;
        }
        require(outcome != Outcome.TIME_OVER || mayEnd(request), "a wait ends with its time");
        if (request.event() instanceof PipeEvent.Send send) {
            sent(request, send, outcome);
        } else if (request.event() instanceof PipeEvent.Receive) {
            received(request, end, outcome, message);
        } else {
            boolean ready = !side(end).stored.isEmpty() || isAtItsEnd(end);
            require(outcome == Outcome.DONE || outcome == Outcome.TIME_OVER, "a poll is told yes or no");
            require(outcome == Outcome.DONE ? ready : !ready || request.isOver(), "it is told whether it would wait");
        }
    }

    private void sent(Open<PipeEvent> request, PipeEvent.Send send, Outcome outcome) {
        Side to = other(send.end());
        boolean room =
                first(PipeEvent.Send.class, send.end()) == request && to.hasRoomFor(send.message(), terms.maxBytes());
        require((outcome == Outcome.PEER_CLOSED) == to.closed || request.isOver(), "who sends to nobody is told so");
        if (outcome == Outcome.DONE) {
            require(!to.closed, "nothing is sent to nobody");
            require(room, "sends are done one after the other, as there is room");
            to.stored.put(++numbers, send.message());
        } else if (outcome == Outcome.TIME_OVER) {
            require(!room || request.isOver(), "who finds room sends");
        }
    }

    private void received(Open<PipeEvent> request, int end, Outcome outcome, @Nullable Message message) {
        Side side = side(end);
        if (message != null) {
            require(first(PipeEvent.Receive.class, end) == request, "who has waited longest gets the first");
            Map.Entry<Long, Message> first = side.stored.pollFirstEntry();
            require(first != null && first.getValue().equals(message), "first in, first out; none lost, none doubled");
            if (first != null) {
                side.handedOver.put(request.caller(), first);
            }
            return;
        }
        require(
                outcome == Outcome.PEER_CLOSED ? isAtItsEnd(end) : request.isOver() || !isAtItsEnd(end),
                "what was sent can be received, and then it is told that no more comes");
        require(request.isOver() || side.stored.isEmpty(), "who finds a message receives it");
    }

    /** The oldest that waits for such a thing there. */
    private @Nullable Open<PipeEvent> first(Class<? extends PipeEvent> what, int end) {
        for (Open<PipeEvent> each : open()) {
            if (what.isInstance(each.event()) && end(each.event()) == end && !refused.contains(each.caller())) {
                return each;
            }
        }
        return null;
    }

    @Override
    protected void gone(long attachment) {
        openers.remove(attachment);
        refused.removeIf(caller -> caller.attachment() == attachment);
        for (Side side : sides.values()) {
            side.holders.remove(attachment);
            side.leavers.remove(attachment);
            side.onTheWay.values().removeIf(sender -> sender == attachment);
            List.copyOf(side.handedOver.keySet()).stream()
                    .filter(receive -> receive.attachment() == attachment)
                    .forEach(side::giveBack);
        }
        closeWhatNobodyHas();
    }

    @Override
    protected void check(Facts facts) {
        long stored =
                sides.values().stream().mapToLong(side -> side.stored.size()).sum();
        require(facts.length() == stored, "what was sent is there until it is received");
        require(facts.unconfirmed() == held(), "what was handed over is confirmed or comes back");
        for (Open<PipeEvent> each : open()) {
            int end = end(each.event());
            require(side(end).has(each.caller().attachment()), "nobody waits at an end that he does not have");
            if (each.event() instanceof PipeEvent.Send send) {
                Side to = other(end);
                require(!to.closed, "nobody waits for somebody to receive who is not there");
                require(
                        first(PipeEvent.Send.class, end) != each || !to.hasRoomFor(send.message(), terms.maxBytes()),
                        "nobody waits for room that is there");
            } else {
                require(side(end).stored.isEmpty(), "nobody waits for what is there");
                require(!isAtItsEnd(end), "nobody waits for what cannot come");
            }
        }
    }

    @Override
    protected long held() {
        return sides.values().stream().mapToLong(side -> side.handedOver.size()).sum();
    }
}
