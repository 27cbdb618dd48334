package dev.myriapod.client.submit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets submits through until it is closed, and knows when the last of those that it let through has left: only then may the end of
 * the submits be announced, or a task could be sent behind the announcement and never be answered. Thread-safe, never blocks.
 */
final class SubmitGate {
    private static final int CLOSED = Integer.MIN_VALUE;

    /** How many are inside; plus CLOSED, which makes it negative. */
    private final AtomicInteger state = new AtomicInteger();

    private final Runnable closedAndEmpty;

    /** The action may be called more than once, by any thread. */
    SubmitGate(Runnable closedAndEmpty) {
        this.closedAndEmpty = closedAndEmpty;
    }

    /** Whether the caller is inside, and must leave. */
    boolean enter() {
        if (state.incrementAndGet() > 0) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        if (state.decrementAndGet() == CLOSED) {
            closedAndEmpty.run();
        }
    }

    /** Lets nobody in any more. */
    void close() {
        int before = state.getAndUpdate(inside -> inside | CLOSED);
        if (before == 0 || before == CLOSED) {
            closedAndEmpty.run();
        }
    }

    boolean isClosed() {
        return state.get() < 0;
    }
}
