package dev.myriapod.coordinator.hosted.dict;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one listener has not been told. What is too much for it is forgotten, oldest first, and counted. */
final class Listener {
    /** More: a slower listener misses nothing. Fewer: it costs less memory. One longer than that is kept alone. */
    private static final long MOST_BYTES = 1 << 20;

    /** As many; each costs some bytes beside its own. */
    static final int MOST = 1024;

    private final ArrayDeque<Happening> untold = new ArrayDeque<>();
    private long bytes;
    private long missed;
    /** Its request, if it waits for the next. */
    private @Nullable Caller waiting;

    void happened(Happening happening) {
        untold.add(happening);
        bytes += happening.bytes();
        while (untold.size() > MOST || (bytes > MOST_BYTES && untold.size() > 1)) {
            bytes -= untold.remove().bytes();
            missed++;
        }
    }

    /** It waits from now on; returns the request that it was waiting with before. */
    @Nullable
    Caller waits(@Nullable Caller request) {
        Caller before = waiting;
        waiting = request;
        return before;
    }

    boolean isWaiting() {
        return waiting != null;
    }

    @Nullable
    Caller waiting() {
        return waiting;
    }

    boolean hasUntold() {
        return !untold.isEmpty();
    }

    /** All that it has not been told. */
    DictResult.Happened tell() {
        List<Happening> told = new ArrayList<>(untold);
        DictResult.Happened happened = new DictResult.Happened(missed, told, false);
        untold.clear();
        bytes = 0;
        missed = 0;
        return happened;
    }
}
