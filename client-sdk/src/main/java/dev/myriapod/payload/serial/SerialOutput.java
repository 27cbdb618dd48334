package dev.myriapod.payload.serial;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** A stream of Java serialization in which some objects are replaced before they are written. */
public final class SerialOutput extends ObjectOutputStream {
    private final Replacement replacement;

    /** Says what to write in an object's place. */
    @FunctionalInterface
    public interface Replacement {
        Object replace(Object object) throws IOException;
    }

    public SerialOutput(OutputStream out, Replacement replacement) throws IOException {
        super(out);
        this.replacement = replacement;
        enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        return replacement.replace(object);
    }
}
