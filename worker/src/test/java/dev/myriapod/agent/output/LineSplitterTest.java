package dev.myriapod.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter((task, text, bytes) -> lines.add(task + ":" + text));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void doesNotCareHowTheBytesArrive(int chunk) {
        feed(
                "one\n\n\u001e1f\u001etwo\r\nthr\u00e9\u00e9 \ud83d\ude00\nnative\u001e2\u001efour \u001e3\u001e\nfive",
                chunk);

        assertThat(lines)
                .containsExactly(
                        "0:one",
                        "0:",
                        "31:two",
                        "31:thr\u00e9\u00e9 \ud83d\ude00",
                        "31:native",
                        "2:four \u001e3\u001e",
                        "2:five");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001e\u001e", "\u001eg\u001e", "\u001e1", "\u001e11112222333344445\u001e", "\u001e"})
    void leavesWhatIsNoMarker(String text) {
        feed(text + "\n", 1000);

        assertThat(lines).containsExactly("0:" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83d\ude00"})
    void cutsLongLinesBetweenCharacters(String character) {
        int size = character.getBytes(StandardCharsets.UTF_8).length;
        for (int shift = 0; shift < size; shift++) {
            lines.clear();
            String text = "a".repeat(shift) + character.repeat(LineSplitter.LONGEST * 2 / size);
            feed(text + "\nnext\n", 64 * 1024);

            assertThat(lines).last().isEqualTo("0:next");
            assertThat(lines).hasSizeBetween(3, 4);
            StringBuilder whole = new StringBuilder();
            lines.subList(0, lines.size() - 1).forEach(line -> whole.append(line.substring(2)));
            assertThat(whole.toString().equals(text)).isTrue();
        }
    }

    @Test
    void looksForNoMarkerInTheRestOfALongLine() {
        feed("\u001e1\u001e" + "x".repeat(LineSplitter.LONGEST) + "\u001e2\u001e\n", 64 * 1024);

        assertThat(lines).hasSize(2).last().asString().endsWith("\u001e2\u001e").startsWith("1:x");
    }

    @Test
    void hasNoEmptyLastLine() {
        feed("x".repeat(LineSplitter.LONGEST) + "\n", 64 * 1024);

        assertThat(lines).hasSize(1);
    }

    private void feed(String text, int chunk) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += chunk) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunk));
            splitter.accept(part, part.length);
        }
        splitter.end();
    }
}
