package dev.myriapod.cli.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.cli.map.lines.Line;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too long is cut, but never inside a character. */
class FailureLogTest {
    private static final String PAIR = "\ud83d\udc1b";

    @ParameterizedTest
    @ValueSource(ints = {117, 118, 119, 120})
    void linesAreCutBetweenCharacters(int before) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        FailureLog log = FailureLog.to(new PrintStream(err, true, UTF_8), false);

        log.add(new Line(1, "x".repeat(before) + PAIR + "y".repeat(20), 0, ""), "reason");

        assertThat(err.toString(UTF_8))
                .startsWith("myriapod: line 1 failed: reason [xxx")
                .endsWith("...]\n")
                .doesNotContain("?");
    }

    @ParameterizedTest
    @ValueSource(ints = {497, 498, 499, 500})
    void reasonsAreCutBetweenCharacters(int before) {
        String name = IllegalStateException.class.getName() + ": ";
        String reason =
                Reason.of(new IllegalStateException("x".repeat(before - name.length()) + PAIR + "y".repeat(20)));

        assertThat(reason).startsWith(name + "xxx").endsWith("...").hasSizeBetween(500, 503);
        assertThat(UTF_8.newEncoder().canEncode(reason)).isTrue();
    }
}
