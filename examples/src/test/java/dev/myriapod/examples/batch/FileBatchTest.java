package dev.myriapod.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.examples.text.SampleTree;
import dev.myriapod.examples.text.Skipped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does with the files of a chunk; here without a worker. */
class FileBatchTest {
    @TempDir
    Path directory;

    private Path input;
    private Path output;
    private Path partial;

    @BeforeEach
    void makeDirectories() throws Exception {
        input = Files.createDirectory(directory.resolve("input"));
        output = Files.createDirectory(directory.resolve("output"));
        partial = Files.createDirectory(output.resolve(".partial"));
    }

    private ChunkResult process(Path... files) throws Exception {
        List<String> uris =
                Stream.of(files).map(file -> file.toUri().toString()).toList();
        return FileBatch.process(Job.of(input, output, partial), new Chunk(0, uris));
    }

    @Test
    void saysWhyFilesWereNotDoneAndDoesTheOthers() throws Exception {
        SampleTree tree = new SampleTree(input)
                .text("good.txt", "good text")
                .other("binary.dat", new byte[] {'a', 0, 'b'})
                .other("latin1.txt", new byte[] {'c', (byte) 0xe9, 'c'})
                .other("late-nul.txt", ("x".repeat(9000) + "\0").getBytes(UTF_8));
        byte[] late = "all is well ".repeat(1000).getBytes(UTF_8);
        late[9000] = (byte) 0xff;
        tree.other("late.txt", late);
        Path directoryLikeAFile = Files.createDirectory(input.resolve("directory.txt"));
        Path gone = input.resolve("gone.txt");

        ChunkResult result = process(
                input.resolve("binary.dat"),
                input.resolve("latin1.txt"),
                gone,
                input.resolve("late.txt"),
                directoryLikeAFile,
                input.resolve("late-nul.txt"),
                input.resolve("good.txt"));

        assertThat(result.skipped())
                .containsExactly(
                        new Skipped("binary.dat", "binary", "a NUL byte at byte 1"),
                        new Skipped("latin1.txt", "binary", "no UTF-8 at byte 1"),
                        new Skipped("gone.txt", "vanished", "it was there when its directory was read"),
                        new Skipped("late.txt", "not UTF-8", "no UTF-8 at byte 9000"),
                        new Skipped("directory.txt", "unreadable", "Is a directory"));
        assertThat(result.files()).isEqualTo(2);
        assertThat(result.bytes()).isEqualTo(9001 + 9);
        assertThat(result.words()).isEqualTo(3);
        assertThat(result.frequencies()).containsOnlyKeys("good", "text");
        assertThat(SampleTree.read(output)).containsOnlyKeys(Path.of("good.txt"), Path.of("late-nul.txt"));
    }

    @Test
    void aCopyThatCannotBeWrittenIsNotTakenForAnUnreadableFile() throws Exception {
        new SampleTree(input).text("good.txt", "good text");
        Files.createDirectories(output.resolve("good.txt/in the way"));

        ChunkResult result = process(input.resolve("good.txt"));

        assertThat(result.files()).isZero();
        assertThat(result.bytes()).isZero();
        assertThat(result.words()).isZero();
        assertThat(result.skipped()).extracting(Skipped::reason).containsExactly("not written");
        assertThat(SampleTree.read(partial)).isEmpty();
    }

    @Test
    void anAttemptOverwritesWhatAKilledOneLeft() throws Exception {
        new SampleTree(input).text("good.txt", "good text");
        Files.writeString(partial.resolve("0-0"), "half a copy, longer than the whole one would be");

        process(input.resolve("good.txt"));
        ChunkResult again = process(input.resolve("good.txt"));

        assertThat(again.words()).isEqualTo(2);
        assertThat(SampleTree.read(output)).containsExactly(Map.entry(Path.of("good.txt"), "GOOD TEXT"));
    }
}
