package dev.myriapod.coordinator.scheduler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What went into the scheduler last and what came out, for people; costs nothing unless it is wanted. */
final class Trace {
    private static final int LINES = 60;

    private final boolean wanted;
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    Trace(boolean wanted) {
        this.wanted = wanted;
    }

    void event(long now, PoolEvent event) {
        add(now, "-> ", event);
    }

    void command(long now, PoolCommand command) {
        add(now, "   <- ", command);
    }

    private void add(long now, String arrow, Object what) {
        if (wanted) {
            if (lines.size() == LINES) {
                lines.remove();
            }
            lines.add(String.format("%12.3f ms %s%s", now / 1e6, arrow, what));
        }
    }

    List<String> last() {
        return new ArrayList<>(lines);
    }
}
