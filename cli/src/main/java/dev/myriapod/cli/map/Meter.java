package dev.myriapod.cli.map;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar, or nothing. How many lines will come is not known, so it counts them and shows the rate. Used by one thread. */
final class Meter implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Meter(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Meter silent() {
        return new Meter(null);
    }

    static Meter on(PrintStream screen) {
        return new Meter(new ProgressBarBuilder()
                .setTaskName("map")
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(screen))
                .setUnit(" lines", 1)
                .showSpeed()
                .build());
    }

    boolean isDrawn() {
        return bar != null;
    }

    void advanced(long failed) {
        if (bar != null) {
            bar.step();
            if (failed > 0) {
                bar.setExtraMessage(failed + " failed");
            }
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
