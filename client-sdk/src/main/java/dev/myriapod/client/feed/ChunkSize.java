package dev.myriapod.client.feed;

/*
 * Learns from what has come back how long an item takes, and lets as many travel together as take TASK_NANOS: much longer than what a
 * task costs by itself, and so short that at the end of a map nobody waits long for the last one. It grows step by step, because
 * what a JVM runs for the first time takes a thousand times as long as later. Of what is left, where that is known, each task slot
 * gets two more at least, so that all are busy until the end.
 */
/** How many items of a map travel as one task. Used by one thread. */
public final class ChunkSize {
    /** Shorter: tasks cost more than items. Longer: the last ones keep a map waiting. */
    private static final long TASK_NANOS = 5_000_000;

    /** Bigger: items that are large, or whose time differs, lie in one task. */
    private static final int MOST = 1 << 16;

    /** Of encoded arguments. More: workers wait for large chunks. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_GROWTH = 8;

    /** How many tasks a slot has at most, while it learns: one runs, one waits, and results are on their way. */
    private static final int AHEAD = 4;

    private final boolean learns;
    private final int slots;
    private int size;

    private ChunkSize(boolean learns, int slots, int size) {
        this.learns = learns;
        this.slots = slots;
        this.size = size;
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
        return learns ? (int) Math.min(Integer.MAX_VALUE, (long) AHEAD * slots) : Integer.MAX_VALUE;
    }

    /** How many travel next, if so many are left; negative: nobody knows. */
    int next(long left) {
        return !learns || left < 0 ? size : (int) Math.max(1, Math.min(size, left / (2L * slots)));
    }

    /** A task of so many items, with so many bytes of arguments, took so long. */
    void took(int items, int bytes, long nanos) {
        if (!learns) {
            return;
        }
        long byTime = TASK_NANOS * items / Math.max(1, nanos);
        long byBytes = (long) MOST_BYTES * items / Math.max(1, bytes);
        size = (int) Math.max(1, Math.min(Math.min(byTime, byBytes), Math.min(MOST, (long) MOST_GROWTH * items)));
    }
}
