package dev.myriapod.benchmarks.report;

import java.util.Locale;
import java.util.Optional;

/** Numbers for people. */
final class Numbers {
    private Numbers() {}

    /** With as many digits as matter. */
    static String of(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** The median, with the least and the most. */
    static String of(Optional<Spread> spread) {
        return spread.map(all -> of(all.median()) + " (" + of(all.min()) + " - " + of(all.max()) + ")")
                .orElse("-");
    }

    static String times(Optional<Spread> ratio) {
        return ratio.map(all -> of(all.median()) + "x").orElse("-");
    }
}
