package dev.myriapod.shared.pipe;

import java.io.IOException;

/** Nobody holds the other end of a {@link Pipe} any more, so nothing can be sent. */
public class BrokenPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public BrokenPipeException(String message) {
        super(message);
    }
}
