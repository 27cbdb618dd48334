package dev.myriapod.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ContenderTest {
    private static Contender shell(String script) throws IOException {
        return Contender.start("shell", List.of("sh", "-c", script));
    }

    @Test
    void answersEachWordWithItsFigures() throws Exception {
        Contender shell = shell("while read word; do echo noise; echo \"{\\\"${#word}\\\": 2.5}\"; done");
        assertThat(shell.round()).containsExactly(java.util.Map.entry("5", 2.5));
        shell.warmUp(10);
        assertThat(shell.round()).containsKey("5");
        shell.end();
    }

    @Test
    void itsEndIsSeen() throws Exception {
        Contender shell = shell("read word");
        assertThatThrownBy(shell::round)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shell ended while it was to play \"round\"");
        shell.end();
    }

    @Test
    void nonsenseIsSeen() throws Exception {
        Contender shell = shell("read word; echo '{nonsense'; cat");
        assertThatThrownBy(shell::round).isInstanceOf(IOException.class).hasMessageContaining("{nonsense");
        shell.end();
    }
}
