package dev.myriapod.benchmarks.workload;

import java.util.Arrays;

/** How long something took; begins when it is made. */
public final class Stopwatch {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long begin = System.nanoTime();

    /** Seconds so far. */
    public double seconds() {
        return (System.nanoTime() - begin) / NANOS_PER_SECOND;
    }

    /** So many of something in the time so far, per second. */
    public double rate(double count) {
        return count / seconds();
    }

    /** The value below which that part of them lies; sorts them. */
    public static double percentile(long[] values, double part) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is no percentile of no values.");
        }
        Arrays.sort(values);
        return values[(int) Math.min(values.length - 1L, (long) (values.length * part))];
    }
}
