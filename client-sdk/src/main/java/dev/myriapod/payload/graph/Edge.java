package dev.myriapod.payload.graph;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * That one object holds another.
 *
 * @param target what is held
 * @param label how to get there, such as {@code [3]} or {@code .name}; asked only where a path is told
 */
record Edge(@Nullable Object target, Supplier<String> label) {
    String step() {
        return label.get();
    }
}
