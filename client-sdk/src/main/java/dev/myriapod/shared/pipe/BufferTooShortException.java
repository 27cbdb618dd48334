package dev.myriapod.shared.pipe;

import java.io.IOException;

/** A message is longer than the buffer that it was to be received into. It has been received: here it is. */
public class BufferTooShortException extends IOException {
    private static final long serialVersionUID = 1L;

    private final byte[] message;

    /** Made by the SDK. */
    public BufferTooShortException(byte[] message, int room) {
        super("A message of " + message.length + " bytes does not fit into a buffer with room for " + room
                + ". This exception holds the message; use a larger buffer, or receiveBytes().");
        this.message = message.clone();
    }

    /** All of the message; a copy. */
    public byte[] message() {
        return message.clone();
    }
}
