package dev.myriapod.payload.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How values of one kind are written and read. Thread-safe.
 *
 * @param tag what their first byte is
 * @param numbered whether a value that comes twice in a payload is written once, and is one object again afterwards
 * @param writing writes what follows the tag
 * @param reading reads what follows the tag
 */
public record Coder<T>(int tag, boolean numbered, Writing<T> writing, Reading<T> reading) {
    /** Writes what follows the tag. */
    @FunctionalInterface
    public interface Writing<T> {
        void write(T value, ValueWriter out) throws IOException;
    }

    /** Reads what follows the tag. */
    @FunctionalInterface
    public interface Reading<T> {
        @Nullable
        T read(ValueReader in) throws IOException, ClassNotFoundException;
    }

    /** For values without an identity that matters. */
    public static <T> Coder<T> plain(int tag, Writing<T> writing, Reading<T> reading) {
        return new Coder<>(tag, false, writing, reading);
    }

    /** For values that hold others, or that change. */
    public static <T> Coder<T> numbered(int tag, Writing<T> writing, Reading<T> reading) {
        return new Coder<>(tag, true, writing, reading);
    }

    void write(Object value, ValueWriter out) throws IOException {
        @SuppressWarnings("unchecked") // Coders are found by the class of the value.
        Writing<Object> any = (Writing<Object>) writing;
        any.write(value, out);
    }
}
