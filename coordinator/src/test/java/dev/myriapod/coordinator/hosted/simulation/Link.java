package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Entry;
import dev.myriapod.coordinator.hosted.Terms;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The attachment of a process that uses the object. */
final class Link<E, R> extends Seat<E, R> {
    final String place;
    private final ModelProcess<E, R> process;
    private final Map<Long, Pending<E, R>> pending = new HashMap<>();
    private final Map<ModelThread<E, R>, Actor<E, R>> actors = new HashMap<>();
    private final Crew<E, R> crew;
    private long lastRequest;
    private boolean attached;

    // The coordinator's end.
    @Nullable
    Entry<Hosted<E, R>> entry;

    /** A request, and the thread that waits for its answer; null: it has gone on. */
    private static final class Pending<E, R> {
        final E event;
        final Actor<E, R> actor;

        @Nullable
        ModelThread<E, R> thread;

        Pending(E event, Actor<E, R> actor, ModelThread<E, R> thread) {
            this.event = event;
            this.actor = actor;
            this.thread = thread;
        }
    }

    Link(World<E, R> world, ModelProcess<E, R> process, long number, String place, Terms terms) {
        super(world, number);
        this.process = process;
        this.place = place;
        crew = world.kind.crew(world.dice);
        say(() -> world.attach(this, terms));
    }

    boolean isUsable() {
        return attached && !isLost();
    }

    /** The thread asks; returns whether it is to be answered. */
    boolean ask(ModelThread<E, R> thread) {
        Actor<E, R> actor = actors.computeIfAbsent(thread, who -> crew.actor(who.id));
        long request = ++lastRequest;
        E event = actor.next(new Caller(number, request));
        say(() -> world.hand(this, event));
        boolean answered = world.kind.caller(event) != null;
        if (answered) {
            pending.put(request, new Pending<>(event, actor, thread));
            if (world.dice.oneIn(6, Trouble.INTERRUPT)) {
                world.later(world.dice.delay() * 3, () -> interrupt(request));
            }
        }
        return answered;
    }

    private void interrupt(long request) {
        Pending<E, R> interrupted = pending.get(request);
        if (isLost() || interrupted == null || interrupted.thread == null) {
            return;
        }
        say(() -> world.cancel(this, new Caller(number, request)));
        if (!interrupted.actor.settles(interrupted.event)) {
            ModelThread<E, R> thread = interrupted.thread;
            interrupted.thread = null;
            thread.goesOn();
        }
    }

    void tell(Function<Caller, E> what) {
        E event = what.apply(new Caller(number, ++lastRequest));
        say(() -> world.hand(this, event));
    }

    @Override
    void answered(long request, R result) {
        Consumer<Function<Caller, E>> tell = this::tell;
        crew.heard(request, result, tell);
        Pending<E, R> answered = pending.remove(request);
        if (answered == null) {
            return;
        }
        if (answered.thread == null) {
            answered.actor.tooLate(answered.event, result, tell);
        } else {
            answered.actor.answered(answered.event, result, tell);
            answered.thread.goesOn();
        }
    }

    void attached() {
        attached = true;
    }

    void delete() {
        say(() -> world.delete(this));
    }

    @Override
    void ended() {
        world.ended(this);
    }

    @Override
    void forget() {
        process.links.remove(this);
        pending.values().forEach(each -> {
            if (each.thread != null) {
                each.thread.goesOn();
            }
        });
        pending.clear();
        actors.clear();
    }

    @Override
    boolean keeps() {
        return true;
    }

    @Override
    long holds() {
        return actors.values().stream().mapToLong(Actor::holds).sum();
    }
}
