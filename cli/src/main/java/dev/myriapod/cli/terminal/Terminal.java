package dev.myriapod.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who is at the other end of a file descriptor. */
final class Terminal {
    /** Of what {@code stat} calls the mode: the bits that say what kind of file it is, those of a pipe and of a socket. */
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private Terminal() {}

    private static Path descriptor(int number) {
        return Path.of("/proc/self/fd", String.valueOf(number));
    }

    /** Whether another program reads what is written to it. */
    static boolean isPipe(int number) {
        return isPipe(descriptor(number));
    }

    static boolean isPipe(Path file) {
        try {
            int type = (Integer) Files.getAttribute(file, "unix:mode") & TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Another system: then what it says about a write that fails has to do.
            return false;
        }
    }

    /** Whether somebody is looking at it. Java only knows whether input and output are both terminals, and here the input seldom is; Linux knows more. */
    static boolean shows(int number) {
        try {
            String target = Files.readSymbolicLink(descriptor(number)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // Another system: no bar unless it is asked for.
            return false;
        }
    }
}
