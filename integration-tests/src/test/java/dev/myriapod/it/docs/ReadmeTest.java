package dev.myriapod.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.it.reactor.Reactor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program prints what the README says. */
class ReadmeTest {
    /** Only tells a hang from a slow machine. */
    private static final long LIMIT_SECONDS = 300;

    @Test
    void programPrintsWhatTheReadmeSays(@TempDir Path directory) throws IOException, InterruptedException {
        List<Block> blocks = Block.of(Reactor.root().resolve("README.md"));
        Block program = only(blocks, "program: Tour");
        Block output = only(blocks, "output of: Tour");

        assertThat(Snippet.of(program).complaints(directory)).isEmpty();
        Path printed = directory.resolve("printed");
        Path errors = directory.resolve("errors");
        Process tour = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        directory + File.pathSeparator + System.getProperty("java.class.path"),
                        "Tour")
                .redirectOutput(printed.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!tour.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            tour.destroyForcibly().waitFor();
            throw new AssertionError("The README's program hung. It had printed:\n" + Files.readString(printed)
                    + Files.readString(errors));
        }

        assertThat(Files.readString(printed)).as(Files.readString(errors)).isEqualTo(output.text());
        assertThat(tour.exitValue()).isZero();
    }

    @Test
    void readmeIsOneScreen() throws IOException {
        assertThat(Files.readAllLines(Reactor.root().resolve("README.md"))).hasSizeLessThanOrEqualTo(125);
    }

    private static Block only(List<Block> blocks, String mark) {
        List<Block> marked =
                blocks.stream().filter(block -> block.mark().equals(mark)).toList();
        assertThat(marked).as("blocks of README.md after <!-- %s -->", mark).hasSize(1);
        return marked.get(0);
    }
}
