package dev.myriapod.progress;

import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar that is drawn once a second by a thread of its library, and once more at the end. Used by the map's thread. */
final class ConsoleProgress implements Progress {
    private final Supplier<ProgressBarConsumer> screen;
    private @Nullable ProgressBar bar;

    ConsoleProgress(Supplier<ProgressBarConsumer> screen) {
        this.screen = screen;
    }

    static ConsoleProgress onStandardError() {
        return new ConsoleProgress(() -> new ConsoleProgressBarConsumer(System.err));
    }

    @Override
    public void started(long total) {
        bar = new ProgressBarBuilder()
                .setTaskName("map")
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(screen.get())
                .showSpeed()
                .build();
    }

    @Override
    public void advanced(long ended, long failed) {
        if (bar != null) {
            bar.stepTo(ended);
            if (failed > 0) {
                bar.setExtraMessage(failed + " failed");
            }
        }
    }

    @Override
    public void finished() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
