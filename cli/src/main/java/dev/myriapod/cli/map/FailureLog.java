package dev.myriapod.cli.map;

import dev.myriapod.cli.map.lines.Line;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Where lines go that have no result. Used by one thread. */
final class FailureLog {
    private static final int SHOWN = 120;

    private final @Nullable Writer file;
    private final PrintStream err;
    private final String lineBegin;
    private long count;

    private FailureLog(@Nullable Writer file, PrintStream err, String lineBegin) {
        this.file = file;
        this.err = err;
        this.lineBegin = lineBegin;
    }

    /** To a file: number, reason and the whole line, separated by tabs. */
    static FailureLog to(Writer file) {
        return new FailureLog(file, System.err, "");
    }

    /** For people; where a bar is drawn, in its place. */
    static FailureLog to(PrintStream err, boolean hasBar) {
        return new FailureLog(null, err, hasBar ? "\r\u001b[K" : "");
    }

    void add(Line line, String reason) {
        count++;
        String oneLine = reason.replaceAll("[\\t\\r\\n]+", " ").strip();
        if (file == null) {
            String text = Excerpt.of(line.text(), SHOWN);
            err.println(lineBegin + "myriapod: line " + line.number() + " failed: " + oneLine + " [" + text + "]");
            return;
        }
        try {
            file.write(line.number() + "\t" + oneLine + "\t" + line.text() + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The file for failures cannot be written any further: " + e.getMessage(), e);
        }
    }

    long count() {
        return count;
    }
}
