package dev.myriapod.coordinator.scheduler.evidence;

import java.util.Locale;

/**
 * A worker had more resident memory than it may have; sizes in bytes.
 *
 * @param resident what it had
 * @param limit what it may have
 * @param task the running task whose limit that is; 0: it is the pool's
 */
public record MemoryExcess(long resident, long limit, long task) {
    /** Why the worker was killed, for people. */
    public String because() {
        return "it had " + text(resident) + " of resident memory, and the memory limit of "
                + (task == 0 ? "its pool" : "task " + task) + " is " + text(limit)
                + ". Raise the limit, or let the task need less; the limit counts the whole process, with the JVM itself and"
                + " what earlier tasks left behind";
    }

    private static String text(long bytes) {
        return bytes < 10 << 20
                ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20))
                : (bytes >> 20) + " MB";
    }
}
