package dev.myriapod.coordinator.hosted.simulation;

import java.util.ArrayList;
import java.util.List;

/** A simulated process that uses shared objects. */
final class ModelProcess<E, R> {
    final List<Link<E, R>> links = new ArrayList<>();
    boolean dead;
    private final World<E, R> world;

    ModelProcess(World<E, R> world, int threads) {
        this.world = world;
        for (int id = 1; id <= threads; id++) {
            // Numbers of threads are alike in all processes.
            new ModelThread<>(world, this, id).goesOn();
        }
    }

    /** Its attachment to the object in that place; it attaches if need be. */
    Link<E, R> link(String place) {
        for (Link<E, R> link : links) {
            if (link.place.equals(place)) {
                return link;
            }
        }
        Link<E, R> link = world.link(this, place);
        links.add(link);
        return link;
    }

    void die() {
        dead = true;
        List.copyOf(links).forEach(link -> link.end(false));
    }

    void leave() {
        dead = true;
        List.copyOf(links).forEach(link -> link.end(world.dice.oneIn(2)));
    }
}
