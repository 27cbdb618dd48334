package dev.myriapod.coordinator.log;

import java.util.List;

/**
 * The last lines of a log. The coordinator writes none itself but through SLF4J; who starts it knows where that goes, and may
 * keep some of it. Implementations are thread-safe, and bounded: all that they have fits into one message of a megabyte or
 * few.
 */
@FunctionalInterface
public interface RecentLog {
    /** Keeps nothing. */
    RecentLog NONE = number -> List.of();

    /** The lines that it has with higher numbers than this, in order. Called on the event loop: it must not wait. */
    List<Line> after(long number);

    /**
     * A line.
     *
     * @param number counted from 1
     * @param time in milliseconds since 1970
     * @param level such as {@code WARN}
     * @param logger the class that it comes from
     * @param text what it says; with a stack trace it has several lines
     */
    record Line(long number, long time, String level, String logger, String text) {}
}
