package dev.myriapod.it.semantics;

import dev.myriapod.output.OutputHandler;
import dev.myriapod.output.OutputLine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what processes print. May be asked from any thread. */
public final class Lines implements OutputHandler {
    private final List<OutputLine> lines = new CopyOnWriteArrayList<>();

    @Override
    public void line(OutputLine line) {
        lines.add(line);
    }

    /** All of it. */
    public List<OutputLine> all() {
        return lines;
    }

    /** The lines of standard output. */
    public List<String> out() {
        return lines.stream()
                .filter(line -> !line.error())
                .map(OutputLine::text)
                .toList();
    }

    /** The lines of standard error. */
    public List<String> err() {
        return lines.stream().filter(OutputLine::error).map(OutputLine::text).toList();
    }
}
