package dev.myriapod.shared.pipe;

import java.io.IOException;

/** This end of a {@link Pipe} is closed: in this process, or for good. */
public class ConnectionClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public ConnectionClosedException(String message) {
        super(message);
    }
}
