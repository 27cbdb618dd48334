package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Attaching;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Entry;
import dev.myriapod.coordinator.hosted.Registry;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * A coordinator with its objects, the processes that share them, and their clock, all made from one seed; every promise is
 * checked at every step.
 */
final class World<E, R> {
    private static final int MOST_STEPS = 50_000;

    final Kind<E, R> kind;
    final Dice dice;
    private final Sabotage sabotage;
    private final Trace trace;
    private final Map<String, Integer> seen;
    private final long origin;
    private final Registry<Hosted<E, R>> registry = new Registry<>();
    private final List<Hosted<E, R>> all = new ArrayList<>();
    private final List<ModelProcess<E, R>> processes = new ArrayList<>();
    private final Map<String, Object> settings = new HashMap<>();
    /** Where an anonymous object was sent to, by its place. */
    private final Map<String, Long> handles = new HashMap<>();

    private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
    private final int places;
    /** Of so many turns of a thread, one ends its process, or its attachment in one of two ways. */
    final int patience;

    private int requestsLeft;
    private long lastAttachment;
    private long now;
    private long order;

    private record Happening(long at, long order, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    World(Kind<E, R> kind, long seed, Bounds bounds, Sabotage sabotage, Map<String, Integer> seen, Trace trace) {
        this.kind = kind;
        this.sabotage = sabotage;
        this.seen = seen;
        this.trace = trace;
        dice = new Dice(seed, bounds);
        // Far from where a clock goes round, which is a matter of the deadlines' own tests.
        origin = dice.any() >> 2;
        requestsLeft = Math.min(bounds.requests(), 1 + dice.below(70));
        patience = dice.oneIn(2) ? 15 + dice.below(30) : 60 + dice.below(100);
        places = Math.min(bounds.objects(), dice.oneIn(3) ? 2 : 1);
        int count = Math.min(bounds.processes(), 1 + dice.below(4));
        for (int i = 0; i < count; i++) {
            processes.add(new ModelProcess<>(this, Math.min(bounds.threads(), 1 + dice.below(3))));
        }
    }

    /** Runs until nothing happens any more; then all leave, and nothing may be left. */
    void run() {
        runDry();
        quiet();
        processes.forEach(ModelProcess::leave);
        runDry();
        require(all.stream().allMatch(Hosted::isLeft), "nobody is attached any more");
        for (Hosted<E, R> each : all) {
            if (!each.over) {
                each.judge.ended(each.object);
            }
        }
        List<Entry<Hosted<E, R>>> left = List.copyOf(registry.entries());
        require(
                left.stream().noneMatch(entry -> entry.name().isEmpty()),
                "what has no name goes with the last process");
        left.forEach(entry -> {
            registry.remove(entry);
            end(entry.object());
        });
        require(registry.entries().isEmpty(), "what was deleted is gone");
        runDry();
        all.forEach(each -> each.judge.buried());
    }

    private void runDry() {
        int steps = 0;
        while (step()) {
            require(++steps < MOST_STEPS, "it ends");
        }
    }

    private boolean step() {
        Hosted<E, R> first = null;
        long deadline = Long.MAX_VALUE;
        for (Hosted<E, R> each : all) {
            if (!each.over && each.object.nextDeadline() < deadline) {
                deadline = each.object.nextDeadline();
                first = each;
            }
        }
        Happening next = happenings.peek();
        if (first != null && (next == null || deadline - origin <= next.at())) {
            boolean late = next != null && dice.oneIn(4, Trouble.LATE_ALARM);
            if (!late) {
                now = Math.max(now, deadline - origin);
                tick(first);
                return true;
            }
        }
        if (next == null) {
            return false;
        }
        happenings.poll();
        now = Math.max(now, next.at());
        next.what().run();
        return true;
    }

    /** Nothing is on its way: what the threads believe to have is what they have. */
    private void quiet() {
        for (Hosted<E, R> each : all) {
            if (!each.over) {
                each.judge.quiet();
            }
            long held = each.judge.held();
            if (!each.over && held >= 0) {
                long believed =
                        each.seats.values().stream().mapToLong(Seat::holds).sum();
                require(
                        believed < 0 || held == believed,
                        "what was given is had by somebody: " + held + ", not " + believed);
            }
        }
    }

    long now() {
        return now;
    }

    void later(long delay, Runnable what) {
        at(now + delay, what);
    }

    void at(long time, Runnable what) {
        happenings.add(new Happening(time, order++, what));
    }

    private static void require(boolean condition, String promise) {
        Judge.require(condition, promise);
    }

    boolean mayAsk() {
        return requestsLeft-- > 0;
    }

    String place() {
        return "place " + dice.below(places);
    }

    /** A process attaches: by name, or by a handle that it was sent. */
    Link<E, R> link(ModelProcess<E, R> process, String place) {
        Object wanted = settings.computeIfAbsent(place, key -> kind.settings(dice));
        boolean anonymous = place.equals("place 1");
        long key = anonymous || dice.oneIn(4) ? handles.getOrDefault(place, 0L) : 0;
        Terms terms = new Terms(kind.name(), anonymous ? "" : place, key, wanted, dice.oneIn(3));
        return new Link<>(this, process, ++lastAttachment, place, terms);
    }

    void attach(Link<E, R> link, Terms terms) {
        trace.add(now, "-> ", link.number + " attaches " + terms);
        boolean there = registry.entries().stream()
                .anyMatch(entry -> terms.key() == 0
                        ? !terms.name().isEmpty() && entry.name().equals(terms.name())
                        : entry.key() == terms.key());
        Attaching<Hosted<E, R>> attaching = registry.attach(terms, link.number, this::create);
        if (attaching instanceof Attaching.Attached<Hosted<E, R>> attached) {
            Entry<Hosted<E, R>> entry = attached.entry();
            require(there || terms.key() == 0, "only what is there is found by its handle");
            require(there != entry.object().isLeft() || there, "who comes first finds nobody");
            require(!entry.object().over, "what is found is not deleted");
            handles.put(link.place, entry.key());
            entry.object().seats.put(link.number, link);
            link.entry = entry;
            link.reply(link::attached);
        } else {
            require(!there, "what is there is found");
            handles.remove(link.place);
            link.over = true;
            link.reply(link::lose);
        }
    }

    private Hosted<E, R> create(Object wanted) {
        Judge<E, R> judge = kind.judge(wanted);
        Hosted<E, R> made =
                new Hosted<>(judge, hosted -> sabotage.spoil(kind.create(wanted, new Around(hosted), judge)));
        all.add(made);
        return made;
    }

    /** What is around one object. */
    private final class Around implements Surroundings<E, R> {
        private final Hosted<E, R> hosted;

        Around(Hosted<E, R> hosted) {
            this.hosted = hosted;
        }

        @Override
        public Dice dice() {
            return dice;
        }

        @Override
        public void later(Runnable what) {
            World.this.later(dice.delay(), what);
        }

        @Override
        public Guest<E, R> guest(BiConsumer<Guest<E, R>, R> hears) {
            Guest<E, R> guest = new Guest<>(World.this, ++lastAttachment, hosted, hears);
            guest.over = hosted.over;
            hosted.seats.put(guest.number, guest);
            return guest;
        }

        @Override
        public void happened(E event) {
            if (!hosted.over) {
                hand(hosted, event);
            }
        }

        @Override
        public void unavailable(String message) {
            if (!hosted.over) {
                trace.add(now, "-> ", "cannot be had: " + message);
                seen.merge("Unavailable", 1, Integer::sum);
                List.copyOf(registry.entries()).stream()
                        .filter(entry -> entry.object() == hosted)
                        .forEach(registry::remove);
                end(hosted);
            }
        }
    }

    private void tick(Hosted<E, R> hosted) {
        trace.add(now, "-> ", "time passes");
        hosted.judge.advance(origin + now);
        hosted.object.tick(origin + now);
        deliver(hosted);
    }

    private Hosted<E, R> hosted(Link<E, R> link) {
        return Objects.requireNonNull(link.entry).object();
    }

    private void tickIfNeeded(Hosted<E, R> hosted) {
        if (hosted.object.nextDeadline() <= origin + now) {
            tick(hosted);
        }
    }

    void hand(Link<E, R> link, E event) {
        hand(hosted(link), event);
    }

    void hand(Hosted<E, R> hosted, E event) {
        if (!kind.mayComeLate(event)) {
            tickIfNeeded(hosted);
        }
        trace.add(now, "-> ", event);
        seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        hosted.judge.asked(event, origin + now);
        hosted.object.handle(event, origin + now);
        deliver(hosted);
    }

    void cancel(Link<E, R> link, Caller caller) {
        trace.add(now, "-> ", "cancel " + caller);
        Hosted<E, R> hosted = hosted(link);
        hosted.judge.cancelled(caller, origin + now);
        hosted.object.cancel(caller, origin + now);
        deliver(hosted);
    }

    private void deliver(Hosted<E, R> hosted) {
        for (Reply<R> reply : hosted.object.takeReplies()) {
            trace.add(now, "   <- ", reply);
            seen.merge(reply.result().getClass().getSimpleName(), 1, Integer::sum);
            hosted.judge.answered(reply);
            Seat<E, R> seat = hosted.seats.get(reply.to().attachment());
            require(seat != null, "nobody is answered who is gone");
            seat.reply(() -> seat.answered(reply.to().request(), reply.result()));
        }
        hosted.judge.settled(hosted.object);
    }

    void delete(Link<E, R> link) {
        trace.add(now, "-> ", link.number + " deletes");
        Hosted<E, R> hosted = hosted(link);
        require(registry.remove(Objects.requireNonNull(link.entry)), "what is deleted was there");
        seen.merge("Deleted", 1, Integer::sum);
        end(hosted);
    }

    /** It is no more, and all are told. */
    private void end(Hosted<E, R> hosted) {
        hosted.over = true;
        hosted.object.over();
        hosted.seats.values().forEach(seat -> {
            seat.over = true;
            seat.reply(seat::lose);
        });
        hosted.seats.clear();
    }

    /** The stream has ended. */
    void ended(Link<E, R> link) {
        Entry<Hosted<E, R>> entry = link.entry;
        if (link.over || entry == null) {
            link.over = true;
            return;
        }
        link.over = true;
        Hosted<E, R> hosted = entry.object();
        left(hosted, link.number);
        boolean gone = registry.detach(entry, link.number);
        require(gone == (entry.name().isEmpty() && hosted.isLeft()), "what has no name goes with the last process");
        if (gone) {
            hosted.judge.ended(hosted.object);
            end(hosted);
        }
    }

    /** A process is gone. */
    void left(Hosted<E, R> hosted, long number) {
        trace.add(now, "-> ", number + " is gone");
        tickIfNeeded(hosted);
        seen.merge("Detached", 1, Integer::sum);
        hosted.seats.remove(number);
        hosted.judge.detached(number, origin + now);
        hosted.object.detach(number, origin + now);
        deliver(hosted);
    }
}
