package dev.myriapod.shared;

/** A {@link SharedQueue} was closed: nothing can be put any more, and nothing is left to be taken. */
public class QueueClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public QueueClosedException(String message) {
        super(message);
    }
}
