package dev.myriapod.coordinator.hosted.queue;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.List;

/** What a process asks of a queue. Waits are in nanoseconds; 0: not at all; negative: for ever. */
public sealed interface QueueEvent {
    /** Append these, as there is room; answered by {@link QueueResult.Put}. */
    record Put(Caller caller, List<Item> items, long waitNanos) implements QueueEvent {}

    /** Append these, for which that process has credit; answered by {@link QueueResult.Credit}, unasked. */
    record Append(long attachment, List<Item> items) implements QueueEvent {}

    /** That process uses no credit any more that it had until now; not answered. */
    record CreditReturned(long attachment) implements QueueEvent {}

    /**
     * Hand over at most so many from the front; answered by {@link QueueResult.Taken}.
     *
     * @param ahead some may stay in the queue and be kept there for this process instead, as {@link QueueResult.Taken#ahead}
     *     says
     */
    record Take(Caller caller, int max, long waitNanos, boolean ahead) implements QueueEvent {}

    /** What that take handed over was received; not answered. */
    record Received(Caller take) implements QueueEvent {}

    /** What that take handed over goes back to the front; not answered. */
    record GivenBack(Caller take) implements QueueEvent {}

    /**
     * Of what is ahead at this process, all up to that number is settled: the last so many go back to their places, those in
     * front of them were taken. Answered by {@link QueueResult.Done}.
     */
    record Settled(Caller caller, long upTo, int returned) implements QueueEvent {}

    /** At most so many of the elements behind that one; answered by {@link QueueResult.Listed}. */
    record Show(Caller caller, long after, int max) implements QueueEvent {}

    /** Remove that element; answered by {@link QueueResult.Done}. */
    record Remove(Caller caller, long sequence) implements QueueEvent {}

    /** Remove all; answered by {@link QueueResult.Done}. */
    record Clear(Caller caller) implements QueueEvent {}

    /** Answered by {@link QueueResult.Measured}. */
    record Measure(Caller caller) implements QueueEvent {}

    /** Take in no more; answered by {@link QueueResult.Done} when nobody can put any more. */
    record Close(Caller caller) implements QueueEvent {}

    /** So many have been dealt with; answered by {@link QueueResult.Done}. */
    record TasksDone(Caller caller, long count) implements QueueEvent {}

    /** Wait until all have been dealt with; answered by {@link QueueResult.Done}. */
    record Join(Caller caller, long waitNanos) implements QueueEvent {}
}
