package dev.myriapod.coordinator.hosted.simulation;

/**
 * One attachment: a stream with an end in a process and one in the coordinator. Each direction keeps its order, but not its
 * pace; what a process said last may be lost with it.
 */
abstract class Seat<E, R> {
    final long number;
    final World<E, R> world;
    private long lastArrival;
    private long lastDeparture;
    private int said;
    private int heardUpTo = Integer.MAX_VALUE;
    private boolean lost;
    /** For the coordinator. */
    boolean over;

    Seat(World<E, R> world, long number) {
        this.world = world;
        this.number = number;
    }

    /** The process says something. */
    final void say(Runnable heard) {
        int message = said++;
        lastArrival = Math.max(lastArrival, world.now() + world.dice.delay());
        world.at(lastArrival, () -> {
            if (message < heardUpTo && !over) {
                heard.run();
            }
        });
    }

    /** The coordinator says something. */
    final void reply(Runnable heard) {
        lastDeparture = Math.max(lastDeparture, world.now() + world.dice.delay());
        world.at(lastDeparture, () -> {
            if (!lost) {
                heard.run();
            }
        });
    }

    /** An answer arrives. */
    abstract void answered(long request, R result);

    /** Whether an object without a name is kept by it. */
    abstract boolean keeps();

    /** How much of the object it has, when nothing is under way. */
    abstract long holds();

    /** The process forgets of it. */
    abstract void forget();

    /** The coordinator hears that it has ended. */
    abstract void ended();

    final boolean isLost() {
        return lost;
    }

    /** The process lets go of it, or it breaks, with what was said last: then the coordinator hears later of it. */
    final void end(boolean inOrder) {
        if (lost) {
            return;
        }
        if (!inOrder && world.dice.oneIn(2)) {
            heardUpTo = said - world.dice.below(Math.min(said, 4) + 1);
        }
        lose();
        lastArrival = Math.max(lastArrival, world.now() + world.dice.delay() * (inOrder ? 1 : 2));
        world.at(lastArrival, this::ended);
    }

    /** The process knows that it is no more. */
    final void lose() {
        lost = true;
        forget();
    }
}
