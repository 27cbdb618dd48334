package dev.myriapod.cli.map.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.myriapod.cli.terminal.BrokenPipeException;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class ResultWriterTest {
    private static ResultWriter to(IOException failure) {
        return new ResultWriter(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw failure;
                    }
                },
                UTF_8);
    }

    @Test
    void saysThatTheReaderHasGone() throws IOException {
        for (IOException gone : new IOException[] {
            new IOException("Broken pipe"), new BrokenPipeException(new IOException("Daten\u00fcbergabe unterbrochen"))
        }) {
            ResultWriter out = to(gone);
            out.write("result");
            assertThatExceptionOfType(BrokenPipeException.class).isThrownBy(out::flush);
        }
    }

    @Test
    void saysWhatElseIsWrong() throws IOException {
        ResultWriter out = to(new IOException("No space left on device"));
        out.write("result");
        assertThatIOException()
                .isThrownBy(out::flush)
                .isNotInstanceOf(BrokenPipeException.class)
                .withMessageContaining("Standard output cannot be written: No space left on device");
    }
}
