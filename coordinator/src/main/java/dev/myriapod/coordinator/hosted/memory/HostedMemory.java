package dev.myriapod.coordinator.hosted.memory;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ParkingObject;
import org.jspecify.annotations.Nullable;

/** A memory: who wants to map it is told where it is, as soon as it is anywhere. What is in it is nothing to it. */
public final class HostedMemory extends ParkingObject<MemoryEvent, MemoryResult> {
    private static final long FOR_EVER = -1;

    private final MemoryTerms terms;
    private @Nullable Place place;

    public HostedMemory(MemoryTerms terms) {
        this.terms = terms;
    }

    @Override
    protected void handle(MemoryEvent event) {
        if (event instanceof MemoryEvent.Open open) {
            open(open.caller());
        } else if (event instanceof MemoryEvent.Made made) {
            if (place != null) {
                throw new IllegalStateException("The memory was made twice: " + place + " and " + made.place());
            }
            place = made.place();
            answerAll(opened(made.place()));
        }
    }

    private void open(Caller caller) {
        if (place == null) {
            park(caller, FOR_EVER);
        } else {
            answer(caller, opened(place));
        }
    }

    private MemoryResult opened(Place there) {
        return new MemoryResult.Opened(there, terms.size());
    }

    /** Nobody is: they wait for ever. */
    @Override
    protected MemoryResult late() {
        return new MemoryResult.CalledOff();
    }

    @Override
    protected MemoryResult calledOff() {
        return new MemoryResult.CalledOff();
    }

    /** Its length is its size. */
    @Override
    public Facts facts() {
        return new Facts(waiters().size(), terms.size(), 0, 0, 0);
    }
}
