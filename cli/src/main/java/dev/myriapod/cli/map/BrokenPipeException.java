package dev.myriapod.cli.map;

import java.io.IOException;

/** Whoever read the results has gone, such as {@code head} after its last line: there is nothing left to do. */
final class BrokenPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenPipeException(IOException cause) {
        super(cause);
    }

    /** Linux says it only in words. */
    static boolean isMeantBy(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }
}
