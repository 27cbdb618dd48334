package dev.myriapod.cli.map.lines;

import java.io.IOException;

/** Whoever read the results has gone, such as {@code head} after its last line: there is nothing left to do. */
public final class BrokenPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    public BrokenPipeException(IOException cause) {
        super(cause);
    }

    /** Linux says it only in words. */
    public static boolean isMeantBy(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }
}
