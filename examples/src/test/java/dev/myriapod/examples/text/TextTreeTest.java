package dev.myriapod.examples.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTreeTest {
    @TempDir
    Path directory;

    @Test
    void findsRegularFilesOnlyAndNotThoseOfTheOutput() throws Exception {
        SampleTree sample = new SampleTree(directory)
                .fill()
                .text("copies/copy.txt", "not to be read")
                .text("deep/copies/text.txt", "to be read");
        List<Skipped> skipped = new ArrayList<>();
        List<Path> found = new ArrayList<>();
        try (TextTree tree = new TextTree(directory, directory.resolve("copies"), skipped::add)) {
            tree.forEachRemaining(entry -> {
                assertThat(entry.size()).isEqualTo(entry.file().toFile().length());
                found.add(directory.relativize(entry.file()));
            });
        }

        List<Path> expected = new ArrayList<>(sample.copies().keySet());
        expected.remove(Path.of("copies/copy.txt"));
        expected.addAll(List.of(Path.of("image.png"), Path.of("latin1.txt"), Path.of("late.txt")));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(skipped).isEmpty();
    }

    @Test
    void reportsADirectoryThatIsNotThere() {
        List<Skipped> skipped = new ArrayList<>();
        try (TextTree tree = new TextTree(directory.resolve("gone"), directory.resolve("copies"), skipped::add)) {
            assertThat(tree).isExhausted();
        }

        assertThat(skipped).extracting(Skipped::reason).containsExactly("vanished");
    }
}
