package dev.myriapod.examples.batch;

import java.io.IOException;

/** A file that is no text in UTF-8. */
final class NotTextException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean binary;

    NotTextException(String message, boolean binary) {
        super(message);
        this.binary = binary;
    }

    /** Whether it shows in the first 8 KB. */
    boolean binary() {
        return binary;
    }
}
