package dev.myriapod.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final List<String> drawn = new CopyOnWriteArrayList<>();
    private final Progress progress = new ConsoleProgress(() -> new DelegatingProgressBarConsumer(drawn::add, 200));

    private String last() {
        return drawn.get(drawn.size() - 1);
    }

    @Test
    void drawsHowFarItIsAndWhatFailed() {
        progress.started(200);
        progress.advanced(50, 0);
        progress.advanced(100, 7);
        progress.finished();
        assertThat(last())
                .contains("map")
                .contains("50%")
                .contains("100/200")
                .contains("/s")
                .contains("7 failed");
    }

    @Test
    void worksWithoutATotalAndAgain() {
        progress.started(-1);
        progress.advanced(3, 0);
        progress.finished();
        assertThat(last()).contains("3").doesNotContain("failed");
        progress.started(10);
        progress.advanced(10, 0);
        progress.finished();
        assertThat(last()).contains("10/10");
        progress.finished();
    }

    @Test
    void isSilentWithoutATerminal() {
        // Tests run without one.
        Progress silent = Progress.console();
        assertThat(silent).isInstanceOf(SilentProgress.class);
        silent.started(1);
        silent.advanced(1, 1);
        silent.finished();
    }
}
