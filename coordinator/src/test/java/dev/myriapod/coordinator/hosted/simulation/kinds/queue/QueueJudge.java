package dev.myriapod.coordinator.hosted.simulation.kinds.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.queue.Element;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.queue.QueueTerms;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * What has been put and not handed over is in one order, that of the puts' arrival: what is stored comes first, as much as the
 * length says, and then what waits with its put. What is ahead at a process is stored: it is the front.
 *
 * Whoever takes what is ahead marks it, and says so later. So the judge sees what the coordinator cannot: whether it serves
 * somebody, or tells something, that such a take would have changed.
 */
/** Follows each element from its put until it is confirmed or removed. */
final class QueueJudge extends Judge<QueueEvent, QueueResult> {
    private final QueueTerms terms;
    private final TreeMap<Long, Tracked> waiting = new TreeMap<>();
    private final Map<Object, Tracked> all = new HashMap<>();
    private final Map<Caller, List<Tracked>> handedOver = new LinkedHashMap<>();
    private long orders;
    private long stored;
    private long restored;
    private long settled;
    private long counted;
    private long unfinished;
    private boolean closed;
    private boolean ended;
    private final Map<Long, Account> accounts = new LinkedHashMap<>();
    private final ArrayDeque<Tracked> ahead = new ArrayDeque<>();
    private long holder;
    private long lastAhead;
    private boolean recalled;
    /** Before anything was answered in this step. What is told of credit may be of a later moment than the answer behind it. */
    private boolean wasCertain;

    /** What a process may append. */
    private static final class Account {
        long appended;
        long appendedBytes;
        long items;
        long bytes;
        boolean calledIn;

        boolean isOut() {
            return items > appended;
        }
    }

    private static final class Tracked {
        final Caller put;
        final Item item;
        long order;
        long sequence = -1;
        int deliveries;

        Tracked(Caller put, Item item, long order) {
            this.put = put;
            this.item = item;
            this.order = order;
        }
    }

    QueueJudge(QueueKind kind, QueueTerms terms) {
        super(kind);
        this.terms = terms;
    }

    @Override
    protected void ask(QueueEvent event) {
        if (event instanceof QueueEvent.Put put && !closed) {
            for (int i = 0; i < put.items().size(); i++) {
                Tracked tracked = new Tracked(put.caller(), put.items().get(i), ++orders);
                all.put(tracked.item.payload(), tracked);
                waiting.put(tracked.order, tracked);
            }
        } else if (event instanceof QueueEvent.Append append) {
            append(append);
        } else if (event instanceof QueueEvent.CreditReturned returned) {
            Account account = accounts.get(returned.attachment());
            account.items = account.appended;
            account.calledIn = false;
        } else if (event instanceof QueueEvent.Settled done) {
            settle(done);
        } else if (event instanceof QueueEvent.Received received) {
            settled += handedOver.getOrDefault(received.take(), List.of()).size();
            handedOver.remove(received.take());
        } else if (event instanceof QueueEvent.GivenBack givenBack) {
            giveBack(givenBack.take());
        } else if (event instanceof QueueEvent.Close) {
            closed = true;
        }
        wasCertain = isCertain();
    }

    /** What is appended is in at once: in front of what waits with its put. */
    private void append(QueueEvent.Append append) {
        require(!ended, "nothing comes after the end");
        Account account = accounts.get(append.attachment());
        account.appended += append.items().size();
        account.appendedBytes += append.items().stream().mapToLong(Item::bytes).sum();
        require(
                account.appended <= account.items && account.appendedBytes <= account.bytes,
                "nobody appends more than it may");
        List<Tracked> parked = new ArrayList<>(waiting.values());
        parked = parked.subList((int) stored, parked.size());
        parked.forEach(each -> waiting.remove(each.order));
        for (Item item : append.items()) {
            Tracked tracked = new Tracked(new Caller(append.attachment(), 0), item, ++orders);
            all.put(item.payload(), tracked);
            waiting.put(tracked.order, tracked);
        }
        stored += append.items().size();
        for (Tracked each : parked) {
            each.order = ++orders;
            waiting.put(each.order, each);
        }
    }

    private void settle(QueueEvent.Settled event) {
        long first = lastAhead - ahead.size() + 1;
        while (event.caller().attachment() == holder && first <= event.upTo() && !ahead.isEmpty()) {
            Tracked tracked = ahead.remove();
            boolean taken = first <= event.upTo() - event.returned();
            require(
                    ((Thing) tracked.item.payload()).taken == taken,
                    "what was taken ahead is not in the queue any more");
            if (taken) {
                waiting.remove(tracked.order);
                settled++;
                stored--;
            }
            first++;
        }
        recalled &= !ahead.isEmpty();
    }

    @Override
    protected void said(long attachment, QueueResult result) {
        if (result instanceof QueueResult.Recall) {
            require(!ahead.isEmpty() && holder == attachment && !recalled, "what is ahead is recalled, once");
            recalled = true;
        } else if (result instanceof QueueResult.Credit credit) {
            Account account = accounts.computeIfAbsent(attachment, key -> new Account());
            require(credit.settled() == account.appended, "all that was appended is in");
            if (credit.over()) {
                require(account.isOut() && !account.calledIn, "credit is called in once");
                account.calledIn = true;
            } else if (!account.calledIn) {
                require(credit.items() == account.items || !closed, "nobody may append more to a closed queue");
                account.items = credit.items();
                account.bytes = credit.bytes();
            }
        }
    }

    /** Nobody may put without asking. */
    private boolean isNoCredit() {
        return accounts.values().stream().noneMatch(Account::isOut);
    }

    private boolean isCertain() {
        return wasCertain || (ahead.isEmpty() && isNoCredit());
    }

    /** Whether it waits, who would not, until it is certain what is in the queue. */
    @Override
    protected long wait(QueueEvent event) {
        long wait = super.wait(event);
        if (wait != 0) {
            return wait;
        } else if (event instanceof QueueEvent.Put) {
            return isCertain() ? 0 : -1;
        } else if (event instanceof QueueEvent.Close) {
            return isNoCredit() ? 0 : -1;
        }
        return looks(event) && !ahead.isEmpty() ? -1 : 0;
    }

    private static boolean looks(QueueEvent event) {
        return event instanceof QueueEvent.Take
                || event instanceof QueueEvent.Show
                || event instanceof QueueEvent.Remove
                || event instanceof QueueEvent.Clear
                || event instanceof QueueEvent.Measure;
    }

    /** What does not wait for elements is answered in any case, when that is certain. */
    @Override
    protected boolean outlasts(Open<QueueEvent> request) {
        boolean patient = request.event() instanceof QueueEvent.Close
                || (looks(request.event()) && !(request.event() instanceof QueueEvent.Take));
        return patient && wait(request) != 0;
    }

    /** Whoever takes again must find it at the front. */
    @Override
    protected void crossed(Caller caller) {
        giveBack(caller);
    }

    private void giveBack(Caller take) {
        List<Tracked> returned = handedOver.remove(take);
        if (returned != null) {
            returned.forEach(each -> waiting.put(each.order, each));
            restored += returned.size();
        }
    }

    @Override
    protected void answer(Open<QueueEvent> request, QueueResult result) {
        if (looks(request.event()) && !request.isOver()) {
            require(ahead.isEmpty(), "what depends on what was taken ahead waits until that is known");
        }
        if (request.event() instanceof QueueEvent.Put put) {
            answer(request, put, (QueueResult.Put) result);
        } else if (request.event() instanceof QueueEvent.Take take) {
            answer(request, take, (QueueResult.Taken) result);
        } else if (request.event() instanceof QueueEvent.Remove remove) {
            List<Tracked> first = first(stored + restored);
            first.removeIf(each -> each.sequence != remove.sequence());
            boolean done = ((QueueResult.Done) result).done();
            require(done == !first.isEmpty(), "what is there can be removed");
            first.forEach(each -> waiting.remove(each.order));
            settled += first.size();
            stored -= first.size();
        } else if (request.event() instanceof QueueEvent.Clear) {
            first(stored + restored).forEach(each -> waiting.remove(each.order));
            settled += stored + restored;
            stored = 0;
            restored = 0;
        } else if (request.event() instanceof QueueEvent.Close) {
            require(isNoCredit(), "when a queue is closed nobody can put any more");
        } else if (request.event() instanceof QueueEvent.TasksDone done) {
            boolean may = done.count() <= unfinished;
            require(((QueueResult.Done) result).done() == may, "only what was put can be done");
            unfinished -= may ? done.count() : 0;
        } else if (request.event() instanceof QueueEvent.Join) {
            boolean done = ((QueueResult.Done) result).done();
            require(done ? unfinished <= 0 || awaited() : mayEnd(request), "who joins waits until all is done");
        } else if (result instanceof QueueResult.Measured measured) {
            require(measured.length() == stored + restored && measured.closed() == closed, "what is told is so");
            require(measured.unfinished() == unfinished, "what is not done is counted");
        } else if (result instanceof QueueResult.Listed listed) {
            listed.elements().forEach(element -> recognise(element, element.deliveries()));
        }
    }

    /** The last of them are done in this very step. */
    private boolean awaited() {
        for (Open<QueueEvent> each : open()) {
            if (each.event() instanceof QueueEvent.TasksDone done) {
                return done.count() == unfinished;
            }
        }
        return false;
    }

    private List<Tracked> first(long count) {
        List<Tracked> first = new ArrayList<>();
        for (Tracked each : waiting.values()) {
            if (first.size() == count) {
                break;
            }
            first.add(each);
        }
        return first;
    }

    private void answer(Open<QueueEvent> request, QueueEvent.Put put, QueueResult.Put result) {
        require(result.closed() == closed, "a put is told whether the queue is closed");
        require(
                result.count() == put.items().size() || closed || mayEnd(request),
                "a put ends when all is in, or its time is over");
        require(
                result.count() == put.items().size() || closed || request.isOver() || isCertain(),
                "a put that finds no room has asked for that which others may not need");
        for (int i = result.count(); i < put.items().size(); i++) {
            Tracked kept = all.get(put.items().get(i).payload());
            require(kept == null || waiting.remove(kept.order) == kept, "what is not in is not handed over");
        }
        for (int i = 0; i < result.count(); i++) {
            require(all.containsKey(put.items().get(i).payload()), "nothing goes into a closed queue");
        }
    }

    private void answer(Open<QueueEvent> request, QueueEvent.Take take, QueueResult.Taken result) {
        if (result.elements().isEmpty()) {
            boolean ended = closed && handedOver.isEmpty() && waiting.isEmpty() && isNoCredit();
            this.ended |= result.closed();
            require(result.closed() ? ended : !ended || mayEnd(request), "a take is told whether anything can come");
            require(ended || mayEnd(request), "a take ends with an element, or when its time is over");
            require(request.isOver() || stored + restored == 0 || ended, "a take gets what is there");
            return;
        }
        require(result.ahead() != 0 || result.elements().size() <= take.max(), "a take gets no more than it asked for");
        List<Tracked> taken = new ArrayList<>();
        if (result.ahead() != 0) {
            keepAhead(take, result);
            return;
        }
        for (Element element : result.elements()) {
            Tracked tracked = recognise(element, element.deliveries() - 1);
            require(waiting.firstEntry() != null && waiting.firstEntry().getValue() == tracked, "first in, first out");
            waiting.remove(tracked.order);
            tracked.deliveries++;
            taken.add(tracked);
        }
        // Several may be answered in one step.
        stored -= taken.size();
        handedOver.put(take.caller(), taken);
    }

    private void keepAhead(QueueEvent.Take take, QueueResult.Taken result) {
        require(take.ahead() && terms.capacity() == Integer.MAX_VALUE, "only who wants it keeps elements ahead");
        require(ahead.isEmpty() && result.ahead() == lastAhead + 1, "what is ahead is at one process, and numbered");
        for (Open<QueueEvent> each : open()) {
            require(
                    each.caller().equals(take.caller()) || each.isOver() || !(each.event() instanceof QueueEvent.Take),
                    "nothing is ahead while others wait for it");
        }
        List<Tracked> front = first(result.elements().size());
        for (Element element : result.elements()) {
            Tracked tracked = recognise(element, element.deliveries());
            require(front.get(ahead.size()) == tracked, "what is ahead is the front");
            ahead.add(tracked);
        }
        holder = take.caller().attachment();
        lastAhead += ahead.size();
    }

    private Tracked recognise(Element element, int deliveries) {
        Tracked tracked = all.get(element.item().payload());
        require(tracked != null && tracked.item.equals(element.item()), "nothing comes out that was not put");
        if (tracked == null) {
            throw new AssertionError();
        }
        if (tracked.sequence == -1) {
            tracked.sequence = element.sequence();
        }
        require(tracked.sequence == element.sequence(), "an element keeps its number");
        require(tracked.deliveries == deliveries, "deliveries are counted");
        require(!((Thing) tracked.item.payload()).taken, "what was taken ahead is nobody else's");
        return tracked;
    }

    @Override
    protected void gone(long attachment) {
        accounts.remove(attachment);
        if (holder == attachment) {
            ahead.forEach(each -> {
                each.deliveries++;
                // It has not said so: as if it had not.
                ((Thing) each.item.payload()).taken = false;
            });
            ahead.clear();
            recalled = false;
        }
        for (Open<QueueEvent> each : open()) {
            if (each.caller().attachment() == attachment && each.event() instanceof QueueEvent.Put) {
                List<Tracked> in = first(stored);
                waiting.values().removeIf(element -> element.put.equals(each.caller()) && !in.contains(element));
            }
        }
        List.copyOf(handedOver.keySet()).stream()
                .filter(take -> take.attachment() == attachment)
                .forEach(this::giveBack);
        wasCertain = isCertain();
    }

    @Override
    protected void check(Facts facts) {
        long length = facts.length();
        require(length <= waiting.size(), "nothing is stored that was not put");
        long out = handedOver.values().stream().mapToInt(List::size).sum();
        require(facts.unconfirmed() == out, "what was handed over is confirmed or comes back");
        long everStored = settled + out + length;
        unfinished += everStored - counted;
        counted = everStored;
        long bytes = 0;
        int place = 0;
        Tracked next = null;
        for (Tracked each : waiting.values()) {
            if (place++ < length) {
                bytes += each.item.bytes();
            } else {
                next = next == null ? each : next;
                require(find(each.put) != null, "what was put is not lost");
            }
        }
        boolean grew = length > stored + restored;
        require(length <= terms.capacity() || !grew, "there is room for so many");
        require(bytes <= terms.maxBytes() || length == 1 || !grew, "there is room for so much");
        boolean room = length < terms.capacity() && (length == 0 || nextFits(next, bytes));
        for (Open<QueueEvent> each : open()) {
            if (each.event() instanceof QueueEvent.Take) {
                require(length == 0 || recalled, "nobody waits for what is there");
                require(!closed || out > 0 || recalled || isCalledIn(), "nobody waits for what cannot come");
            } else if (each.event() instanceof QueueEvent.Put put) {
                require(!closed && !(next != null && room && isNoCredit()), "nobody waits for room that is there");
                require(isNoCredit() || isCalledIn(), "nobody waits for room that is kept for others");
                require(put.waitNanos() != 0 || recalled || isCalledIn(), "nobody waits for nothing");
            } else if (each.event() instanceof QueueEvent.Join) {
                require(unfinished > 0, "nobody waits for what is done");
            } else {
                require(recalled || isCalledIn(), "nobody waits for what is certain");
            }
        }
        stored = length;
        restored = 0;
        wasCertain = false;
    }

    /** Whoever may put without asking is asked not to. */
    private boolean isCalledIn() {
        return accounts.values().stream().anyMatch(Account::isOut)
                && accounts.values().stream().allMatch(each -> each.calledIn || !each.isOut());
    }

    @Override
    protected void quiet() {
        require(!recalled, "who is asked for what is ahead answers");
        require(accounts.values().stream().noneMatch(each -> each.calledIn), "who is asked for its credit answers");
        for (Open<QueueEvent> each : open()) {
            require(wait(each.event()) == super.wait(each.event()), "nobody waits who does not want to");
        }
    }

    private boolean nextFits(@Nullable Tracked next, long bytes) {
        return next != null && next.item.bytes() <= terms.maxBytes() - bytes;
    }

    @Override
    protected long held() {
        return handedOver.values().stream().mapToInt(List::size).sum();
    }
}
