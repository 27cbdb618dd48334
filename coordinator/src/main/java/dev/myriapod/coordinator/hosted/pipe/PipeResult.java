package dev.myriapod.coordinator.hosted.pipe;

import org.jspecify.annotations.Nullable;

/** What a pipe answers. */
public sealed interface PipeResult {
    /** Either end may be used. */
    record Opened(boolean oneWay) implements PipeResult {}

    /** The end stays open for the one to whom it is sent. */
    record Lent(long ticket) implements PipeResult {}

    /** A send, a poll or a close has ended. */
    record Done(Outcome outcome) implements PipeResult {}

    /** A receive has ended; with a message if it was done. */
    record Received(Outcome outcome, @Nullable Message message) implements PipeResult {}
}
