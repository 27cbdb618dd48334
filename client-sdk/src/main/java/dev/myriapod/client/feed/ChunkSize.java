package dev.myriapod.client.feed;

/*
 * Learns from what has come back how long an item takes, and lets as many travel together as take TASK_NANOS: much longer than what a
 * task costs by itself, and so short that at the end of a map nobody waits long for the last one. It grows step by step, because
 * what a JVM runs for the first time takes a thousand times as long as later; and while it grows only a few are under way, as the
 * small ones cost more than they do. Of what is left, where that is known, each task slot gets two more at least, so that all are
 * busy until the end; but none so small that it is not worth a task.
 */
/** How many items of a map travel as one task. Used by one thread. */
public final class ChunkSize {
    /** Shorter: tasks cost more than items. Longer: the last ones keep a map waiting. */
    private static final long TASK_NANOS = 5_000_000;

    /** Shorter: many small tasks at the end. Longer: the last one keeps a map waiting. */
    private static final long LEAST_NANOS = 100_000;

    /** Bigger: items that are large, or whose time differs, lie in one task. */
    private static final int MOST = 1 << 16;

    /** Of encoded arguments. More: workers wait for large chunks. */
    private static final int MOST_BYTES = 1 << 20;

    /** How much larger the next may be than one of a few items, and than one of more: a few may be unlike the rest. */
    private static final int FIRST_GROWTH = 8;

    private static final int MOST_GROWTH = 32;

    /** How many tasks a slot has at most: one runs, one waits, and results are on their way. */
    private static final int AHEAD = 4;

    /** The same while they still grow. */
    private static final int AHEAD_GROWING = 2;

    private final boolean learns;
    private final int slots;
    private int size;

    /** As many as are worth a task. */
    private int least = 1;

    /** Whether they would be larger if they might grow faster. */
    private boolean growing;

    private ChunkSize(boolean learns, int slots, int size) {
        this.learns = learns;
        this.slots = slots;
        this.size = size;
        this.growing = learns;
    }

    /** Always so many. */
    public static ChunkSize of(int items) {
        return new ChunkSize(false, 1, items);
    }

    /** For a pool that runs so many tasks at once, and learns. */
    public static ChunkSize learning(int slots) {
        return new ChunkSize(true, slots, 1);
    }

    /** As many as give each slot of a pool a share of the whole; for a map that cannot learn, as it submits all at once. */
    public static ChunkSize share(int slots, long total) {
        return of((int) Math.max(1, Math.min(MOST, total / (16L * slots))));
    }

    /** Whether it learns from what comes back. */
    boolean learns() {
        return learns;
    }

    /** How many tasks there should be under way at most. */
    int mostUnderWay() {
        long ahead = growing ? AHEAD_GROWING : AHEAD;
        return learns ? (int) Math.min(Integer.MAX_VALUE, ahead * slots) : Integer.MAX_VALUE;
    }

    /** How many travel next, if so many are left; negative: nobody knows. */
    int next(long left) {
        return !learns || left < 0 ? size : (int) Math.min(size, Math.max(least, left / (2L * slots)));
    }

    /** A task of so many items, with so many bytes of arguments, took so long. */
    void took(int items, int bytes, long nanos) {
        if (!learns) {
            return;
        }
        long byTime = TASK_NANOS * items / Math.max(1, nanos);
        long byBytes = (long) MOST_BYTES * items / Math.max(1, bytes);
        long wanted = Math.min(MOST, Math.min(byTime, byBytes));
        long reachable = (items < FIRST_GROWTH ? FIRST_GROWTH : MOST_GROWTH) * (long) items;
        growing = reachable < wanted;
        size = (int) Math.max(1, Math.min(wanted, reachable));
        least = (int) Math.max(1, Math.min(size, LEAST_NANOS * items / Math.max(1, nanos)));
    }
}
