package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.HostedObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** An object of the simulated coordinator, with its judge and those who are attached. */
final class Hosted<E, R> {
    final HostedObject<E, R> object;
    final Judge<E, R> judge;
    final Map<Long, Seat<E, R>> seats = new LinkedHashMap<>();
    boolean over;

    Hosted(Judge<E, R> judge, Function<Hosted<E, R>, HostedObject<E, R>> create) {
        this.judge = judge;
        object = create.apply(this);
    }

    /** Nobody is attached but who belongs to it. */
    boolean isLeft() {
        return seats.values().stream().noneMatch(Seat::keeps);
    }
}
