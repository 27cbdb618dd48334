package dev.myriapod.coordinator.hosted.simulation;

/** A thread of a simulated process: it asks, waits for the answer, thinks, and asks again. */
final class ModelThread<E, R> {
    final long id;
    private final World<E, R> world;
    private final ModelProcess<E, R> process;

    ModelThread(World<E, R> world, ModelProcess<E, R> process, long id) {
        this.world = world;
        this.process = process;
        this.id = id;
    }

    void goesOn() {
        world.later(world.dice.delay(), this::act);
    }

    private void act() {
        if (process.dead || !world.mayAsk()) {
            return;
        }
        if (world.dice.oneIn(world.patience, Trouble.CRASH)) {
            process.die();
            return;
        }
        Link<E, R> link = process.link(world.place());
        if (!link.isUsable()) {
            goesOn();
        } else if (world.dice.oneIn(world.patience, Trouble.LOST_STREAM)) {
            link.end(false);
            goesOn();
        } else if (world.dice.oneIn(world.patience, Trouble.DETACH)) {
            link.end(true);
            goesOn();
        } else if (world.dice.oneIn(2 * world.patience, Trouble.DELETE)) {
            link.delete();
            goesOn();
        } else if (!link.ask(this)) {
            goesOn();
        }
    }
}
