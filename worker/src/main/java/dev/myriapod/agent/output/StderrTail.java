package dev.myriapod.agent.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines on standard error: the evidence if the process dies. Safe for use by several threads. */
final class StderrTail {
    private static final int LINES = 100;
    /** In characters. */
    private static final int LONGEST = 4096;

    /** Guarded by this. */
    private final Deque<String> lines = new ArrayDeque<>(LINES);

    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(cut(line));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private static String cut(String line) {
        if (line.length() <= LONGEST) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
