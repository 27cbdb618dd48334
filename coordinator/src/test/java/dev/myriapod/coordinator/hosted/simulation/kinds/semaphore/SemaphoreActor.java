package dev.myriapod.coordinator.hosted.simulation.kinds.semaphore;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreEvent;
import dev.myriapod.coordinator.hosted.semaphore.SemaphoreResult;
import dev.myriapod.coordinator.hosted.simulation.Actor;
import dev.myriapod.coordinator.hosted.simulation.Dice;
import java.util.function.Consumer;
import java.util.function.Function;

/** Acquires permits and releases them; now and then more than it has. */
final class SemaphoreActor implements Actor<SemaphoreEvent, SemaphoreResult> {
    private final Dice dice;
    private int held;
    private boolean surplus;

    SemaphoreActor(Dice dice) {
        this.dice = dice;
    }

    @Override
    public SemaphoreEvent next(Caller caller) {
        if (dice.oneIn(40)) {
            surplus = true;
            return new SemaphoreEvent.Release(caller, held + 1 + dice.below(2));
        } else if (dice.oneIn(40)) {
            return new SemaphoreEvent.Reduce(caller, 1);
        } else if (dice.oneIn(30)) {
            return new SemaphoreEvent.Drain(caller);
        } else if (dice.oneIn(15)) {
            return new SemaphoreEvent.Inspect(caller);
        } else if (held > 0 && !dice.oneIn(4)) {
            return new SemaphoreEvent.Release(caller, 1 + dice.below(held));
        }
        boolean tries = dice.oneIn(5);
        return new SemaphoreEvent.Acquire(caller, dice.below(4), tries ? 0 : dice.patience(), tries);
    }

    @Override
    public void answered(
            SemaphoreEvent event, SemaphoreResult result, Consumer<Function<Caller, SemaphoreEvent>> tell) {
        if (result instanceof SemaphoreResult.Granted granted) {
            held += Math.max(0, granted.permits());
        } else if (result instanceof SemaphoreResult.Done && event instanceof SemaphoreEvent.Release release) {
            held = Math.max(0, held - release.permits());
        }
    }

    @Override
    public void tooLate(SemaphoreEvent event, SemaphoreResult result, Consumer<Function<Caller, SemaphoreEvent>> tell) {
        if (event instanceof SemaphoreEvent.Acquire acquire && result instanceof SemaphoreResult.Granted) {
            tell.accept(caller -> new SemaphoreEvent.Undo(caller, acquire.permits()));
        }
    }

    /** Only a wait can be interrupted. */
    @Override
    public boolean settles(SemaphoreEvent event) {
        return !(event instanceof SemaphoreEvent.Acquire);
    }

    /** What it released beyond its own may have been another thread's. */
    @Override
    public long holds() {
        return surplus ? UNKNOWN : held;
    }
}
