package dev.myriapod.coordinator.hosted.queue;

import java.util.List;

/** What a queue answers. */
public sealed interface QueueResult {
    /** The first so many are in; closed: no more can be put. */
    record Put(int count, boolean closed) implements QueueResult {}

    /** These are handed over; none: the time is over or, if closed, nothing can come any more. */
    record Taken(List<Element> elements, boolean closed) implements QueueResult {}

    /** Some elements; there may be more behind them. */
    record Listed(List<Element> elements, boolean more) implements QueueResult {}

    /** It was done, or not. */
    record Done(boolean done) implements QueueResult {}

    /** How much there is and may be. */
    record Measured(int length, int room, long unfinished, boolean closed) implements QueueResult {}
}
