package dev.myriapod.client.shared;

import dev.myriapod.Myriapod;
import dev.myriapod.function.RemoteCallable;

/** What the process of a shared object does with its life. */
final class ActorMain {
    private ActorMain() {}

    static void run(long key, String type, RemoteCallable<?> factory) {
        ((ClientObjects) Myriapod.current()).perform(key, type, factory);
    }
}
