package dev.myriapod.payload.serial;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The user's own encodings, by their names. Thread-safe. */
public interface Extensions {
    /** Which one encodes objects of a class; null if none does. */
    @Nullable
    String nameFor(Class<?> type);

    /** Encodes an object with the one of that name. */
    void encode(String name, Object value, ExtensionOutput out) throws IOException;

    /** Decodes an object with the one of that name. */
    Object decode(String name, InputStream in) throws IOException;
}
