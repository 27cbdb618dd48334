package dev.myriapod.coordinator.hosted.simulation.kinds.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.queue.Element;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.queue.QueueTerms;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * What has been put and not handed over is in one order, that of the puts' arrival: what is stored comes first, as much as the
 * length says, and then what waits with its put.
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

    private static final class Tracked {
        final Caller put;
        final Item item;
        final long order;
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
        } else if (event instanceof QueueEvent.Received received) {
            settled += handedOver.getOrDefault(received.take(), List.of()).size();
            handedOver.remove(received.take());
        } else if (event instanceof QueueEvent.GivenBack givenBack) {
            giveBack(givenBack.take());
        } else if (event instanceof QueueEvent.Clear) {
            for (long i = 0; i < stored; i++) {
                waiting.pollFirstEntry();
                settled++;
            }
        } else if (event instanceof QueueEvent.Close) {
            closed = true;
        }
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
        if (request.event() instanceof QueueEvent.Put put) {
            answer(request, put, (QueueResult.Put) result);
        } else if (request.event() instanceof QueueEvent.Take take) {
            answer(request, take, (QueueResult.Taken) result);
        } else if (request.event() instanceof QueueEvent.Remove remove) {
            List<Tracked> first = first(stored);
            first.removeIf(each -> each.sequence != remove.sequence());
            boolean done = ((QueueResult.Done) result).done();
            require(done == !first.isEmpty(), "what is there can be removed");
            first.forEach(each -> waiting.remove(each.order));
            settled += first.size();
        } else if (request.event() instanceof QueueEvent.TasksDone done) {
            boolean may = done.count() <= unfinished;
            require(((QueueResult.Done) result).done() == may, "only what was put can be done");
            unfinished -= may ? done.count() : 0;
        } else if (request.event() instanceof QueueEvent.Join) {
            boolean done = ((QueueResult.Done) result).done();
            require(done ? unfinished <= 0 || awaited() : mayEnd(request), "who joins waits until all is done");
        } else if (result instanceof QueueResult.Measured measured) {
            require(measured.length() == stored && measured.closed() == closed, "what is told is so");
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
            boolean ended = closed && handedOver.isEmpty() && waiting.isEmpty();
            require(result.closed() ? ended : !ended || mayEnd(request), "a take is told whether anything can come");
            require(ended || mayEnd(request), "a take ends with an element, or when its time is over");
            require(request.isOver() || stored + restored == 0 || ended, "a take gets what is there");
            return;
        }
        require(result.elements().size() <= take.max(), "a take gets no more than it asked for");
        List<Tracked> taken = new ArrayList<>();
        for (Element element : result.elements()) {
            Tracked tracked = recognise(element, element.deliveries() - 1);
            require(waiting.firstEntry() != null && waiting.firstEntry().getValue() == tracked, "first in, first out");
            waiting.remove(tracked.order);
            tracked.deliveries++;
            taken.add(tracked);
        }
        handedOver.put(take.caller(), taken);
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
        return tracked;
    }

    @Override
    protected void gone(long attachment) {
        for (Open<QueueEvent> each : open()) {
            if (each.caller().attachment() == attachment && each.event() instanceof QueueEvent.Put) {
                List<Tracked> in = first(stored);
                waiting.values().removeIf(element -> element.put.equals(each.caller()) && !in.contains(element));
            }
        }
        List.copyOf(handedOver.keySet()).stream()
                .filter(take -> take.attachment() == attachment)
                .forEach(this::giveBack);
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
                require(length == 0, "nobody waits for what is there");
                require(!closed || out > 0, "nobody waits for what cannot come");
            } else if (each.event() instanceof QueueEvent.Put) {
                require(!closed && !(next != null && room), "nobody waits for room that is there");
            } else {
                require(unfinished > 0, "nobody waits for what is done");
            }
        }
        stored = length;
        restored = 0;
    }

    private boolean nextFits(@Nullable Tracked next, long bytes) {
        return next != null && next.item.bytes() <= terms.maxBytes() - bytes;
    }

    @Override
    protected long held() {
        return handedOver.values().stream().mapToInt(List::size).sum();
    }
}
