package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The attachment of a process that belongs to the object and ends with it. */
public final class Guest<E, R> extends Seat<E, R> {
    final Hosted<E, R> hosted;
    private final BiConsumer<Guest<E, R>, R> hears;
    private long lastRequest;

    Guest(World<E, R> world, long number, Hosted<E, R> hosted, BiConsumer<Guest<E, R>, R> hears) {
        super(world, number);
        this.hosted = hosted;
        this.hears = hears;
    }

    /** Never that of another. */
    public long number() {
        return number;
    }

    /** It asks for something. */
    public void ask(Function<Caller, E> what) {
        if (!isLost()) {
            E event = what.apply(new Caller(number, ++lastRequest));
            say(() -> world.hand(hosted, event));
        }
    }

    /** Its process is dead: what it said last may be lost. */
    public void die() {
        end(false);
    }

    public boolean isDead() {
        return isLost();
    }

    @Override
    void answered(long request, R result) {
        hears.accept(this, result);
    }

    @Override
    boolean keeps() {
        return false;
    }

    @Override
    long holds() {
        return 0;
    }

    @Override
    void forget() {}

    @Override
    void ended() {
        if (!over) {
            over = true;
            world.left(hosted, number);
        }
    }
}
