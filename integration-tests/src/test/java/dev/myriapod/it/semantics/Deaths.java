package dev.myriapod.it.semantics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Waits for the ends of processes that are not children of this one. One that has ended and that nobody has reaped is gone,
 * too: in a container the first process may leave orphans like that.
 */
public final class Deaths {
    private Deaths() {}

    /** Waits until that process is gone; fails if it stays. */
    public static void await(long pid) {
        Awaitility.await("the end of process " + pid)
                .atMost(Duration.ofSeconds(30))
                .until(() -> isGone(pid));
    }

    private static boolean isGone(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // The name before the state is in parentheses and may contain anything.
            return status.charAt(status.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            // It went away before or while it was read.
            return true;
        }
    }
}
