package dev.myriapod.client.map;

import java.util.function.LongSupplier;

/**
 * How far {@code imap} reads ahead of its reader. Starts with a few tasks per worker; doubles while whole windows go by in
 * no time, which short tasks need to keep the workers busy, and shrinks when they do not. Arguments under way and results to
 * be expected, judged by those seen, are bounded as well. Not thread-safe.
 */
final class ReadAhead {
    private static final int LEAST = 16;

    /** Bigger: more memory for short tasks. Smaller: the reader waits for the round trip more often. */
    private static final int MOST = 4096;

    /** Bigger: more memory for large items. Smaller: workers wait for large arguments. */
    private static final long MAX_BYTES = 16L << 20;

    private static final long FAST_NANOS = 10_000_000;
    private static final long SLOW_NANOS = 100_000_000;

    private final int least;
    private final LongSupplier clock;
    private int limit;
    private int inFlight;
    private long argumentBytes;
    private long resultBytes;
    private int takenThisTurn;
    private long turnBegan;

    /** For so many tasks that run at once; the clock is in nanoseconds. */
    ReadAhead(int slots, LongSupplier clock) {
        this.clock = clock;
        least = Math.max(LEAST, 2 * Math.min(MOST / 2, slots));
        limit = least;
        turnBegan = clock.getAsLong();
    }

    boolean hasRoom() {
        return inFlight == 0 || (inFlight < limit && argumentBytes + (inFlight + 1) * resultBytes <= MAX_BYTES);
    }

    int inFlight() {
        return inFlight;
    }

    void submitted(int bytes) {
        inFlight++;
        argumentBytes += bytes;
    }

    /** A task's result, of so many bytes, goes to the reader. */
    void taken(int bytesOfArguments, int bytesOfResult) {
        inFlight--;
        argumentBytes -= bytesOfArguments;
        // Follows growth at once and shrinks slowly: too cautious costs less than too much memory.
        resultBytes = Math.max(bytesOfResult, resultBytes - resultBytes / 8);
        if (++takenThisTurn >= limit) {
            turn(clock.getAsLong());
        }
    }

    private void turn(long now) {
        long took = now - turnBegan;
        if (took < FAST_NANOS) {
            limit = Math.min(MOST, limit * 2);
        } else if (took > SLOW_NANOS) {
            limit = Math.max(least, limit / 2);
        }
        takenThisTurn = 0;
        turnBegan = now;
    }
}
