package dev.myriapod.cli.status;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Amounts, as people read them. */
final class Quantity {
    private Quantity() {}

    static String duration(long nanos) {
        double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
        if (seconds < 1) {
            return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%.1f min", seconds / 60);
        }
        return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    /** Nothing if it is not known. */
    static String memory(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
