package dev.myriapod.cli.map.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    @Test
    void anEmptyInputHasNoLines() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void linesEndWithLineFeedsOrTheInput() throws IOException {
        assertThat(read("a\n\nb\r\nc")).extracting(Line::text).containsExactly("a", "", "b", "c");
        assertThat(read("a\n")).extracting(Line::text).containsExactly("a");
        assertThat(read("a\rb\n")).extracting(Line::text).containsExactly("a\rb");
    }

    @Test
    void linesAreNumberedFromOne() throws IOException {
        assertThat(read("a\nb\n")).extracting(Line::number).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 200_000})
    void aLineMayGoBeyondTheBuffer(int length) throws IOException {
        String text = "x".repeat(length);

        assertThat(read(text + "\nb")).extracting(Line::text).containsExactly(text, "b");
        assertThat(read("b\n" + text)).extracting(Line::text).containsExactly("b", text);
    }

    @Test
    void oneThatIsTooLongIsPassedOver() throws IOException {
        List<Line> lines = read(bytes("123456\n12345\n" + "7".repeat(100_000) + "\nend", UTF_8), UTF_8, 5);

        assertThat(lines).extracting(Line::isGood).containsExactly(false, true, false, true);
        assertThat(lines.get(0).problem()).contains("longer than 5 bytes");
        assertThat(lines.get(2).text()).isEqualTo("77777...");
        assertThat(lines).extracting(Line::text).endsWith("end");
    }

    @Test
    void oneThatIsNotOfTheCharsetSaysSo() throws IOException {
        List<Line> lines = read(bytes("gr\u00fcn\nred", ISO_8859_1), UTF_8, 100);

        assertThat(lines).extracting(Line::isGood).containsExactly(false, true);
        assertThat(lines.get(0).problem()).contains("not UTF-8").contains("--charset");
        assertThat(read(bytes("gr\u00fcn", ISO_8859_1), ISO_8859_1, 100))
                .extracting(Line::text)
                .containsExactly("gr\u00fcn");
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    private static List<Line> read(String text) throws IOException {
        return read(bytes(text, UTF_8), UTF_8, 1 << 20);
    }

    private static List<Line> read(byte[] input, Charset charset, int longest) throws IOException {
        InputStream in = new ByteArrayInputStream(input);
        LineReader reader = new LineReader(in, charset, longest);
        List<Line> lines = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }
}
