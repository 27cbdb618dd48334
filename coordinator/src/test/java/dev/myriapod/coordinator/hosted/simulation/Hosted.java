package dev.myriapod.coordinator.hosted.simulation;

import dev.myriapod.coordinator.hosted.HostedObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object of the simulated coordinator, with its judge and those who are attached. */
final class Hosted<E, R> {
    final HostedObject<E, R> object;
    final Judge<E, R> judge;
    final Map<Long, Link<E, R>> seats = new LinkedHashMap<>();
    boolean over;

    Hosted(HostedObject<E, R> object, Judge<E, R> judge) {
        this.object = object;
        this.judge = judge;
    }
}
