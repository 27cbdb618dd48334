package dev.myriapod.coordinator.hosted.pipe;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * A message is in one of three places: with a parked send, among the stored ones, or handed over and not yet confirmed. What is
 * handed over takes no room. Stored ones are in the order in which they were sent: what comes back is older than all that were
 * never handed over, so it is at the front again.
 *
 * When the sender's end is closed, the lane has ended for the receiver only when nothing is handed over any more, since that may
 * come back.
 */
/** One direction of a pipe: bounded in bytes, first in first out, with receives that are confirmed. */
final class Lane {
    private final long maxBytes;
    private final Replies<PipeResult> replies;
    private final TreeMap<Long, Message> stored = new TreeMap<>();
    private final Map<Caller, Sent> handedOver = new LinkedHashMap<>();
    private final Waiters<PipeEvent.Send> senders;
    private final Waiters<PipeEvent.Receive> receivers;
    private final Waiters<PipeEvent.Poll> pollers;
    private long lastNumber;
    private long bytes;
    private boolean noSender;
    private boolean noReceiver;

    private record Sent(long number, Message message) {}

    Lane(long maxBytes, Deadlines deadlines, Replies<PipeResult> replies) {
        this.maxBytes = maxBytes;
        this.replies = replies;
        senders = new Waiters<>(deadlines, send -> end(send, Outcome.TIME_OVER));
        receivers = new Waiters<>(deadlines, receive -> end(receive, Outcome.TIME_OVER));
        pollers = new Waiters<>(deadlines, poll -> end(poll, Outcome.TIME_OVER));
    }

    private void end(PipeEvent request, Outcome outcome) {
        replies.add(
                request.caller(),
                request instanceof PipeEvent.Receive
                        ? new PipeResult.Received(outcome, null)
                        : new PipeResult.Done(outcome));
    }

    void send(PipeEvent.Send send) {
        if (noReceiver) {
            end(send, Outcome.PEER_CLOSED);
        } else if (senders.isEmpty() && hasRoomFor(send.message())) {
            // Not past those that wait, or it would overtake theirs.
            store(send);
        } else if (send.waitNanos() == 0) {
            end(send, Outcome.TIME_OVER);
        } else {
            senders.park(send.caller(), send, send.waitNanos());
        }
        settle();
    }

    void receive(PipeEvent.Receive receive) {
        receivers.park(receive.caller(), receive, receive.waitNanos());
        settle();
        if (receive.waitNanos() == 0 && receivers.remove(receive.caller()) != null) {
            end(receive, Outcome.TIME_OVER);
        }
    }

    void poll(PipeEvent.Poll poll) {
        pollers.park(poll.caller(), poll, poll.waitNanos());
        settle();
        if (poll.waitNanos() == 0 && pollers.remove(poll.caller()) != null) {
            end(poll, Outcome.TIME_OVER);
        }
    }

    void confirm(Caller receive, boolean giveBack) {
        Sent settled = handedOver.remove(receive);
        if (settled != null && giveBack) {
            restore(settled);
        }
        settle();
    }

    private boolean hasRoomFor(Message message) {
        return stored.isEmpty() || message.bytes() <= maxBytes - bytes;
    }

    private void store(PipeEvent.Send send) {
        restore(new Sent(++lastNumber, send.message()));
        end(send, Outcome.DONE);
    }

    private void restore(Sent sent) {
        if (!noReceiver) {
            stored.put(sent.number(), sent.message());
            bytes += sent.message().bytes();
        }
    }

    /** Lets happen whatever can happen now. */
    void settle() {
        boolean progress = true;
        while (progress) {
            progress = false;
            while (!receivers.isEmpty() && !stored.isEmpty()) {
                handOver(receivers.removeFirst());
                progress = true;
            }
            while (!senders.isEmpty() && hasRoomFor(senders.first().message())) {
                store(senders.removeFirst());
                progress = true;
            }
        }
        boolean ended = noSender && stored.isEmpty() && handedOver.isEmpty();
        if (ended) {
            receivers.removeAll().forEach(receive -> end(receive, Outcome.PEER_CLOSED));
        }
        if (ended || !stored.isEmpty()) {
            pollers.removeAll().forEach(poll -> end(poll, Outcome.DONE));
        }
    }

    private void handOver(PipeEvent.Receive receive) {
        Map.Entry<Long, Message> first = stored.pollFirstEntry();
        bytes -= first.getValue().bytes();
        handedOver.put(receive.caller(), new Sent(first.getKey(), first.getValue()));
        replies.add(receive.caller(), new PipeResult.Received(Outcome.DONE, first.getValue()));
    }

    void cancel(Caller caller) {
        PipeEvent.@Nullable Send send = senders.remove(caller);
        PipeEvent.@Nullable Receive receive = receivers.remove(caller);
        PipeEvent.@Nullable Poll poll = pollers.remove(caller);
        if (send != null) {
            end(send, Outcome.TIME_OVER);
        }
        if (receive != null) {
            end(receive, Outcome.TIME_OVER);
        }
        if (poll != null) {
            end(poll, Outcome.TIME_OVER);
        }
        // Its answer crosses the cancel, and is refused where it arrives: the next receive, which may be right behind
        // this, must
        // find the message at the front again.
        Sent refused = handedOver.remove(caller);
        if (refused != null) {
            restore(refused);
        }
        // Those behind a message that was too large may have room.
        settle();
    }

    /** A process has closed its sending end: its sends that wait are answered. */
    void senderCloses(long process) {
        senders.removeAll(process).forEach(send -> end(send, Outcome.CLOSED));
        settle();
    }

    /** A process has closed its receiving end: what waits is answered, and what was handed to it is still its own. */
    void receiverCloses(long process) {
        receivers.removeAll(process).forEach(receive -> end(receive, Outcome.CLOSED));
        pollers.removeAll(process).forEach(poll -> end(poll, Outcome.CLOSED));
    }

    /** A process is gone, whichever end it had. What can happen now happens with the next {@link #settle}. */
    void forget(long process) {
        senders.removeAll(process);
        receivers.removeAll(process);
        pollers.removeAll(process);
        for (Caller receive : List.copyOf(handedOver.keySet())) {
            if (receive.attachment() == process) {
                Sent unconfirmed = handedOver.remove(receive);
                if (unconfirmed != null) {
                    restore(unconfirmed);
                }
            }
        }
    }

    /** Nobody has the sending end any more: what is left can still be received. */
    void endSending() {
        noSender = true;
        settle();
    }

    /** Nobody has the receiving end any more: nothing can be sent, and what is left is of no use. */
    void endReceiving() {
        noReceiver = true;
        stored.clear();
        bytes = 0;
        senders.removeAll().forEach(send -> end(send, Outcome.PEER_CLOSED));
    }

    int waiting() {
        return senders.size() + receivers.size() + pollers.size();
    }

    int length() {
        return stored.size();
    }

    int unconfirmed() {
        return handedOver.size();
    }
}
