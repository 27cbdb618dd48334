package dev.myriapod.coordinator.hosted.pipe;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Replies;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/*
 * An end is open as long as a process holds it, or it is on its way to one. A process holds it from the first use or the arrival
 * until it closes the end or is gone. On its way it is from the request for a ticket, which whoever sends it makes before the
 * handle leaves, until the first arrival by that ticket; until the sender says that it has arrived at the latest; or until the
 * sender is gone. So an end that is closed where it came from, and not yet there where it goes to, is not taken for a lost one.
 *
 * An end that nobody has ever had is open as long as somebody may come for it: a process that has the pipe as a whole, or one
 * that finds it by its name.
 */
/** A pipe: two ends, and a lane between them in each direction in which it goes. */
public final class HostedPipe implements HostedObject<PipeEvent, PipeResult> {
    private final PipeTerms terms;
    private final Deadlines deadlines = new Deadlines();
    private final Replies<PipeResult> replies = new Replies<>();
    private final End first = new End();
    private final End second = new End();
    private final Lane fromFirst;
    private final Lane fromSecond;
    private final Set<Long> openers = new LinkedHashSet<>();
    private long lastTicket;

    /** An empty one, whose ends nobody has had. */
    public HostedPipe(PipeTerms terms) {
        this.terms = terms;
        fromFirst = new Lane(terms.maxBytes(), deadlines, replies);
        fromSecond = new Lane(terms.maxBytes(), deadlines, replies);
    }

    @Override
    public void handle(PipeEvent event, long now) {
        tick(now);
        long process = event.caller().attachment();
        if (event instanceof PipeEvent.Open open) {
            openers.add(process);
            replies.add(open.caller(), new PipeResult.Opened(terms.oneWay()));
        } else if (event instanceof PipeEvent.Hold hold) {
            end(hold.end()).arrive(process, hold.ticket());
        } else if (event instanceof PipeEvent.Close close) {
            end(close.end()).release(process);
            outOf(close.end()).senderCloses(process);
            into(close.end()).receiverCloses(process);
            replies.add(close.caller(), new PipeResult.Done(Outcome.DONE));
        } else if (event instanceof PipeEvent.Lend lend) {
            end(lend.end()).lend(process, ++lastTicket);
            replies.add(lend.caller(), new PipeResult.Lent(lastTicket));
        } else if (event instanceof PipeEvent.Redeem redeem) {
            first.redeem(redeem.ticket());
            second.redeem(redeem.ticket());
        } else if (event instanceof PipeEvent.Send send) {
            send(send);
        } else if (event instanceof PipeEvent.Receive receive) {
            receive(receive);
        } else if (event instanceof PipeEvent.Confirm confirm) {
            into(confirm.end()).confirm(confirm.receive(), confirm.giveBack());
        } else if (event instanceof PipeEvent.Poll poll) {
            poll(poll);
        }
        closeLostEnds();
    }

    private void send(PipeEvent.Send send) {
        requireDirection(send.end() == 2);
        if (end(send.end()).use(send.caller().attachment())) {
            outOf(send.end()).send(send);
        } else {
            replies.add(send.caller(), new PipeResult.Done(Outcome.CLOSED));
        }
    }

    private void receive(PipeEvent.Receive receive) {
        requireDirection(receive.end() == 1);
        if (end(receive.end()).use(receive.caller().attachment())) {
            into(receive.end()).receive(receive);
        } else {
            replies.add(receive.caller(), new PipeResult.Received(Outcome.CLOSED, null));
        }
    }

    private void poll(PipeEvent.Poll poll) {
        requireDirection(poll.end() == 1);
        if (end(poll.end()).use(poll.caller().attachment())) {
            into(poll.end()).poll(poll);
        } else {
            replies.add(poll.caller(), new PipeResult.Done(Outcome.CLOSED));
        }
    }

    private void requireDirection(boolean ofOneWay) {
        if (terms.oneWay() && !ofOneWay) {
            throw new IllegalArgumentException(
                    "A one-way pipe goes from its second end to its first: the client has to refuse anything else.");
        }
    }

    private End end(int number) {
        if (number != 1 && number != 2) {
            throw new IllegalArgumentException("A pipe has the ends 1 and 2, and no end " + number + ".");
        }
        return number == 1 ? first : second;
    }

    private Lane outOf(int end) {
        return end(end) == first ? fromFirst : fromSecond;
    }

    private Lane into(int end) {
        return end(end) == first ? fromSecond : fromFirst;
    }

    private void closeLostEnds() {
        boolean wanted = terms.named() || !openers.isEmpty();
        if (first.closeIfLost(wanted)) {
            fromSecond.endReceiving();
            fromFirst.endSending();
        }
        if (second.closeIfLost(wanted)) {
            fromFirst.endReceiving();
            fromSecond.endSending();
        }
    }

    @Override
    public void cancel(Caller caller, long now) {
        tick(now);
        fromFirst.cancel(caller);
        fromSecond.cancel(caller);
    }

    @Override
    public void detach(long attachment, long now) {
        tick(now);
        openers.remove(attachment);
        first.forget(attachment);
        second.forget(attachment);
        fromFirst.forget(attachment);
        fromSecond.forget(attachment);
        // Before what waited behind its sends is taken for sent: it may be that nobody is left who could receive that.
        closeLostEnds();
        fromFirst.settle();
        fromSecond.settle();
    }

    @Override
    public void tick(long now) {
        deadlines.advance(now);
        deadlines.ring();
        // Those behind a send whose time is over may have room.
        fromFirst.settle();
        fromSecond.settle();
    }

    @Override
    public List<Reply<PipeResult>> takeReplies() {
        return replies.take();
    }

    @Override
    public long nextDeadline() {
        return deadlines.next();
    }

    @Override
    public Facts facts() {
        return new Facts(
                fromFirst.waiting() + fromSecond.waiting(),
                fromFirst.length() + fromSecond.length(),
                fromFirst.unconfirmed() + fromSecond.unconfirmed(),
                0,
                0);
    }
}
