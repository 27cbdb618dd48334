package dev.myriapod.payload.serial;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Takes the place of an object that Java serialization cannot write. */
@SuppressWarnings("serial") // The parts may be anything; what cannot be written fails with its own name.
final class StandIn implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What it stands in for. */
    enum Kind {
        RECORD,
        OPTIONAL,
        OPTIONAL_INT,
        OPTIONAL_LONG,
        OPTIONAL_DOUBLE,
        ENTRY,
        EXTENSION
    }

    final Kind kind;
    final @Nullable Class<?> type;
    final @Nullable Object[] parts;

    StandIn(Kind kind, @Nullable Class<?> type, @Nullable Object... parts) {
        this.kind = kind;
        this.type = type;
        this.parts = parts;
    }
}
