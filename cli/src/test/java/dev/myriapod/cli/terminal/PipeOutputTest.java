package dev.myriapod.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever language the system speaks, a pipe that cannot be written to has lost its reader. */
class PipeOutputTest {
    @TempDir
    private Path directory;

    @Test
    void everyFailureMeansThatTheReaderHasGone() {
        OutputStream pipe = new PipeOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Daten\u00fcbergabe unterbrochen");
            }
        });

        assertThatExceptionOfType(BrokenPipeException.class).isThrownBy(() -> pipe.write('x'));
        assertThatExceptionOfType(BrokenPipeException.class).isThrownBy(() -> pipe.write(new byte[] {1, 2, 3}));
    }

    @Test
    void whatIsWrittenArrives() throws IOException {
        ByteArrayOutputStream reader = new ByteArrayOutputStream();
        try (OutputStream pipe = new PipeOutput(reader)) {
            pipe.write(1);
            pipe.write(new byte[] {2, 3, 4}, 1, 2);
        }
        assertThat(reader.toByteArray()).containsExactly(1, 3, 4);
    }

    @Test
    void pipesAndSocketsAreTold() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Path socket = directory.resolve("socket");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();

        assertThat(Terminal.isPipe(pipe)).isTrue();
        assertThat(Terminal.isPipe(socket)).isTrue();
        assertThat(Terminal.isPipe(Files.createFile(directory.resolve("file")))).isFalse();
        assertThat(Terminal.isPipe(Path.of("/dev/null"))).isFalse();
        assertThat(Terminal.isPipe(directory.resolve("nothing"))).isFalse();
    }
}
