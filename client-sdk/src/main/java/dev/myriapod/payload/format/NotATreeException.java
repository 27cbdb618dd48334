package dev.myriapod.payload.format;

/**
 * The value contains itself, is nested too deeply, or shares objects with one that went through Java serialization: all
 * of it must go through Java serialization, which knows how to do that.
 */
public final class NotATreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotATreeException() {
        super(null, null, false, false);
    }
}
