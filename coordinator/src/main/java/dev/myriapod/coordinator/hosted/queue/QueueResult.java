package dev.myriapod.coordinator.hosted.queue;

import java.util.List;

/** What a queue answers, or says unasked: then to request 0. */
public sealed interface QueueResult {
    /** The first so many are in; closed: no more can be put. */
    record Put(int count, boolean closed) implements QueueResult {}

    /**
     * Said unasked. All numbers count from the beginning of the attachment.
     *
     * @param settled so many that were appended are in
     * @param items so many may be appended
     * @param bytes of so many bytes in all
     * @param over the credit is over, and this is to be answered by {@link QueueEvent.CreditReturned}
     */
    record Credit(long settled, long items, long bytes, boolean over) implements QueueResult {}

    /**
     * Some elements; none: the time is over or, if closed, nothing can come any more.
     *
     * @param ahead 0: these are handed over. Otherwise they are still in the queue, and kept there for this process: the
     *     number of the first
     * @param waitLeft as long the request could still have waited, as it said it
     */
    record Taken(List<Element> elements, boolean closed, long ahead, long waitLeft) implements QueueResult {
        /** Handed over. */
        Taken(List<Element> elements, boolean closed) {
            this(elements, closed, 0, 0);
        }
    }

    /** Said unasked: what is ahead is to be settled at once. */
    record Recall() implements QueueResult {}

    /** Some elements; there may be more behind them. */
    record Listed(List<Element> elements, boolean more) implements QueueResult {}

    /** It was done, or not. */
    record Done(boolean done) implements QueueResult {}

    /** How much there is and may be. */
    record Measured(int length, int room, long unfinished, boolean closed) implements QueueResult {}
}
