package dev.myriapod.cli.terminal;

import java.io.IOException;

/** Whoever read the results has gone, such as {@code head} after its last line: there is nothing left to do. */
public final class BrokenPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** As the system said it. */
    public BrokenPipeException(IOException cause) {
        super(cause);
    }

    /** Linux says it only in words, and those are English only where the locale is. */
    public static boolean isMeantBy(IOException failure) {
        return failure instanceof BrokenPipeException
                || String.valueOf(failure.getMessage()).contains("Broken pipe");
    }
}
