package dev.myriapod.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StuckPipeTest {
    @Test
    void endsAReadOfIt() throws Exception {
        Process silent = new ProcessBuilder("sleep", "1000").start();
        try {
            StuckPipe pipe = StuckPipe.of(silent.pid(), 1);
            pipe.wake();

            assertThat(silent.getInputStream().read()).isEqualTo('\n');
        } finally {
            silent.destroyForcibly().waitFor();
        }
    }

    @Test
    void doesNotTouchAFileThatHasGotItsDescriptor(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Process process = new ProcessBuilder("sleep", "1000").start();
        try {
            StuckPipe.of(process.pid(), 1).writeTo(file);

            assertThat(file).hasContent("precious");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
