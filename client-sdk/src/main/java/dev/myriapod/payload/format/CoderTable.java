package dev.myriapod.payload.format;

import org.jspecify.annotations.Nullable;

/** Finds coders. Thread-safe. */
public interface CoderTable {
    /** The one that writes a value. */
    Coder<?> forValue(Object value);

    /** The one that reads what begins with a tag; null if there is no such tag. */
    @Nullable
    Coder<?> forTag(int tag);
}
