package dev.myriapod.client.watch;

import org.jspecify.annotations.Nullable;

/**
 * Tells many, and lets none miss it because another one threw: what was thrown comes out when all have been told. Without it,
 * one failure on an event loop would leave all those behind it waiting for ever. Used by one thread, once.
 */
public final class Announcement {
    /** The rest most likely says the same, and the first may have been that memory ran out. */
    private static final int MOST_SUPPRESSED = 10;

    private @Nullable Throwable first;

    /** Tells one. */
    public void tell(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable thrown) {
            if (first == null) {
                first = thrown;
            } else if (first != thrown && first.getSuppressed().length < MOST_SUPPRESSED) {
                first.addSuppressed(thrown);
            }
        }
    }

    /** All have been told: throws what the first of them threw, with what others threw as suppressed. */
    public void rethrow() {
        if (first instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (first instanceof Error error) {
            throw error;
        }
    }
}
