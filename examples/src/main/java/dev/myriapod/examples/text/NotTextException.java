package dev.myriapod.examples.text;

import java.io.IOException;

/** A file that is no text in UTF-8. */
public final class NotTextException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean binary;

    public NotTextException(String message, boolean binary) {
        super(message);
        this.binary = binary;
    }

    /** Whether it shows in the first 8 KB. */
    public boolean binary() {
        return binary;
    }
}
