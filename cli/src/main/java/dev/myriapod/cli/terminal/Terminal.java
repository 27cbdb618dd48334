package dev.myriapod.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is looking at what is written to a file descriptor. */
final class Terminal {
    private Terminal() {}

    /** Java only knows whether input and output are both terminals, and here the input seldom is; Linux knows more. */
    static boolean shows(int number) {
        Path descriptor = Path.of("/proc/self/fd", String.valueOf(number));
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // Another system: no bar unless it is asked for.
            return false;
        }
    }
}
