package dev.myriapod.coordinator.hosted.simulation.kinds;

import dev.myriapod.coordinator.hosted.simulation.Kind;
import dev.myriapod.coordinator.hosted.simulation.kinds.actor.ActorKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.barrier.BarrierKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.data.DictKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.data.NumberKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.data.ValueKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.list.ListKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.lock.LockKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.pipe.PipeKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.queue.QueueKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.semaphore.SemaphoreKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.signal.EventKind;
import dev.myriapod.coordinator.hosted.simulation.kinds.signal.LatchKind;
import dev.myriapod.coordinator.session.shared.memory.MemoryKind;
import java.util.stream.Stream;

/** Every kind of shared object. */
final class Kinds {
    private Kinds() {}

    static Stream<Kind<?, ?>> all() {
        return Stream.of(
                new QueueKind(),
                new LockKind(false),
                new LockKind(true),
                new SemaphoreKind(),
                new EventKind(),
                new LatchKind(),
                new BarrierKind(),
                new ValueKind(),
                new NumberKind(false),
                new NumberKind(true),
                new DictKind(),
                new ListKind(),
                new PipeKind(),
                new MemoryKind(),
                new ActorKind());
    }

    static Kind<?, ?> of(String name) {
        return all().filter(kind -> kind.name().equals(name)).findAny().orElseThrow();
    }
}
