package dev.myriapod.benchmarks.workload;

import org.jspecify.annotations.Nullable;

/** A fast wrong answer is worth nothing. */
public final class Check {
    private Check() {}

    /** Fails if they differ. */
    public static void equal(String what, long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException(what + " should be " + expected + " and is " + found
                    + ": the workload was not done as it should be, and its figures would mean nothing.");
        }
    }

    /** Fails if that is not what was found. */
    public static void value(int expected, @Nullable Integer found) {
        if (found == null) {
            throw new IllegalStateException("There should be a value of " + expected + ", and there is none.");
        }
        equal("a value", expected, found);
    }
}
