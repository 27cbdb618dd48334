package dev.myriapod.coordinator.hosted.simulation;

import java.util.ArrayDeque;
import java.util.List;

/** What happened last, for people; costs nothing unless it is wanted. */
final class Trace {
    private static final int LINES = 60;

    private final boolean wanted;
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    Trace(boolean wanted) {
        this.wanted = wanted;
    }

    void add(long now, String arrow, Object what) {
        if (wanted) {
            if (lines.size() == LINES) {
                lines.remove();
            }
            lines.add(String.format("%10.3f ms %s%s", now / 1e6, arrow, what));
        }
    }

    List<String> last() {
        return List.copyOf(lines);
    }
}
