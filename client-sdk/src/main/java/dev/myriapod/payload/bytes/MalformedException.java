package dev.myriapod.payload.bytes;

/** The bytes are not what their format says: damaged, cut, or made by something else. */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }
}
