package dev.myriapod.admission;

import java.util.Objects;

/**
 * How much of a pool may be unfinished, and what a submit does when it is. {@link #DEFAULT}: 1,000,000 tasks and 64 MB of
 * arguments; a submit waits.
 *
 * <p>It counts for {@code submit}, {@code apply}, {@code applyAsync} and {@code execute}. What reads its items lazily
 * ({@code map}, {@code imap}, {@code starmap}) and {@code invokeAll} and {@code invokeAny} keep the same bounds, but always
 * wait: for them a full pool is nothing unusual.
 *
 * @param maxTasks how many tasks may be unfinished, from 1 to 8,000,000
 * @param maxBytes how many bytes their encoded arguments may have, from 1 to 256 GB; what is above 1 MB leaves an
 *     eighth of them to smaller tasks; a task that is larger than what it may have is let in when no other such is there
 * @param whenFull what a submit does when there is no room
 */
public record BackPressure(int maxTasks, long maxBytes, FullPoolPolicy whenFull) {
    /** 1,000,000 tasks, 64 MB, and a submit waits. */
    public static final BackPressure DEFAULT = new BackPressure(1_000_000, 64L << 20, FullPoolPolicy.waiting());

    private static final int MOST_TASKS = 8_000_000;
    private static final long MOST_BYTES = 256L << 30;

    public BackPressure {
        if (maxTasks < 1 || maxTasks > MOST_TASKS) {
            throw new IllegalArgumentException("maxTasks must be from 1 to " + MOST_TASKS + ", got " + maxTasks);
        }
        if (maxBytes < 1 || maxBytes > MOST_BYTES) {
            throw new IllegalArgumentException("maxBytes must be from 1 to " + MOST_BYTES + ", got " + maxBytes);
        }
        Objects.requireNonNull(whenFull, "whenFull");
    }

    /** The same with other bounds. */
    public BackPressure withBounds(int tasks, long bytes) {
        return new BackPressure(tasks, bytes, whenFull);
    }

    /** The same with another policy. */
    public BackPressure withPolicy(FullPoolPolicy policy) {
        return new BackPressure(maxTasks, maxBytes, policy);
    }
}
