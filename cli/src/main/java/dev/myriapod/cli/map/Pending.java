package dev.myriapod.cli.map;

import dev.myriapod.TaskFuture;
import dev.myriapod.cli.map.lines.Line;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line that was read.
 *
 * @param future what becomes of it; null if it could not be submitted
 */
record Pending(Line line, @Nullable TaskFuture<Optional<String>> future) {
    /** Stands behind the last line. */
    static final Pending END = new Pending(new Line(0, "", 0, "the end"), null);

    boolean isEnd() {
        return line.number() == 0;
    }
}
