package dev.myriapod.examples.batch;

import dev.myriapod.examples.text.Skipped;
import java.util.Locale;
import java.util.Map;

/** The table at the end of a run. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    /** Adds the totals and how fast they came. */
    Report totals(Summary summary, double seconds, double startSeconds, int workers) {
        row("files", "%,d", summary.files());
        row("skipped", "%,d", summary.skipped());
        row("bytes", "%,d", summary.bytes());
        row("words", "%,d", summary.words());
        row("seconds", "%.2f, and %.2f before that to start %d workers", seconds, startSeconds, workers);
        double cpuSeconds = summary.cpuNanos() / 1e9;
        row(
                "speed-up",
                "%.2f over one process (%.2f s of processor time in %.2f s)",
                cpuSeconds / seconds,
                cpuSeconds,
                seconds);
        return this;
    }

    /** Adds one line. */
    Report row(String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-10s ", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
        return this;
    }

    /** Adds the most frequent words. */
    Report words(Summary summary) {
        heading("most frequent words");
        for (Map.Entry<String, Long> word : summary.mostFrequent(10)) {
            row("  " + word.getKey(), "%,12d", word.getValue());
        }
        return this;
    }

    /** Adds what was not done, and why. */
    Report skipped(Summary summary) {
        if (summary.skipped() == 0) {
            return this;
        }
        heading("skipped");
        summary.reasons().forEach((reason, count) -> row("  " + reason, "%,d", count));
        for (Skipped file : summary.named()) {
            row("  " + file.reason(), "%s: %s", file.file(), file.detail());
        }
        if (summary.skipped() > summary.named().size()) {
            row("  ...", "and %,d more", summary.skipped() - summary.named().size());
        }
        return this;
    }

    private void heading(String title) {
        text.append(System.lineSeparator()).append(title).append(System.lineSeparator());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
