package dev.myriapod.coordinator.hosted.pipe;

import dev.myriapod.coordinator.hosted.Caller;

/**
 * What a process asks of a pipe, whose ends are 1 and 2. Waits are in nanoseconds; 0: not at all; negative: for ever. Whoever
 * sends, receives or polls through an end holds it from then on.
 */
public sealed interface PipeEvent {
    /** Who asks. */
    Caller caller();

    /** It may use either end; answered by {@link PipeResult.Opened}. */
    record Open(Caller caller) implements PipeEvent {}

    /** An end has arrived with it, by that ticket; not answered. */
    record Hold(Caller caller, int end, long ticket) implements PipeEvent {}

    /** It does not hold that end any more; answered by {@link PipeResult.Done}. */
    record Close(Caller caller, int end) implements PipeEvent {}

    /** It is about to send that end to another process; answered by {@link PipeResult.Lent}. */
    record Lend(Caller caller, int end) implements PipeEvent {}

    /** What was sent by that ticket has arrived, or never will; not answered. */
    record Redeem(Caller caller, long ticket) implements PipeEvent {}

    /** Send this, when there is room; answered by {@link PipeResult.Done}. */
    record Send(Caller caller, int end, Message message, long waitNanos) implements PipeEvent {}

    /** Hand over the first message; answered by {@link PipeResult.Received}. */
    record Receive(Caller caller, int end, long waitNanos) implements PipeEvent {}

    /** What that receive handed over was received, or goes back to the front; not answered. */
    record Confirm(Caller caller, int end, Caller receive, boolean giveBack) implements PipeEvent {}

    /** Say when a receive would not have to wait; answered by {@link PipeResult.Done}. */
    record Poll(Caller caller, int end, long waitNanos) implements PipeEvent {}
}
