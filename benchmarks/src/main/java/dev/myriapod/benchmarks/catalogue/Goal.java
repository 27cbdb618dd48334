package dev.myriapod.benchmarks.catalogue;

import java.util.Locale;

/**
 * What a figure, or its ratio to a peer's in the same run, should be at least or at most.
 *
 * @param most whether the bound is the most that is good; otherwise it is the least
 * @param ratio whether it is the ratio that counts
 */
public record Goal(boolean most, double bound, boolean ratio) {
    /** Whether so much is good. */
    public boolean isMetBy(double value) {
        return most ? value <= bound : value >= bound;
    }

    /** As {@code >= 400,000} or {@code <= 0.6x}. */
    @Override
    public String toString() {
        String number = ratio
                ? String.format(Locale.ROOT, "%.1fx", bound)
                : String.format(Locale.ROOT, bound < 100 ? "%.2f" : "%,.0f", bound);
        return (most ? "<= " : ">= ") + number;
    }
}
