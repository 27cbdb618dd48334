package dev.myriapod.client.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.proto.v1.Artifact;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    @TempDir
    Path here;

    private final Contents contents = new Contents();

    private Path directory(String name, String... files) throws IOException {
        Path directory = here.resolve(name);
        for (String file : files) {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "content of " + file);
        }
        return directory;
    }

    @Test
    void aDirectoryWithTheSameFilesIsTheSameWhereverAndWheneverItWasMade() throws IOException {
        Path one = directory("one", "b/B.class", "a/A.class", "z.txt");
        Path other = directory("other", "z.txt", "a/A.class", "b/B.class");
        Files.setLastModifiedTime(other.resolve("z.txt"), FileTime.fromMillis(1_000_000_000_000L));
        Artifact artifact = contents.directory(one);
        assertThat(artifact.getName()).isEqualTo("one.jar");
        assertThat(new Contents().directory(other).getSha256()).isEqualTo(artifact.getSha256());
        assertThat(new Contents().directory(directory("third", "b/B.class")).getSha256())
                .isNotEqualTo(artifact.getSha256());
    }

    @Test
    void aDirectoryBecomesAJarWithItsFilesInOrder() throws IOException {
        Path directory = directory("some", "b/B.class", "a/A.class", "z.txt");
        Files.createDirectory(directory.resolve("empty"));
        List<String> found = new ArrayList<>();
        try (FileChannel packed = Contents.packed(directory);
                ZipInputStream jar = new ZipInputStream(Channels.newInputStream(packed))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                found.add(entry.getName() + " " + new String(jar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(found)
                .containsExactly(
                        "a/ ",
                        "a/A.class content of a/A.class",
                        "b/ ",
                        "b/B.class content of b/B.class",
                        "empty/ ",
                        "z.txt content of z.txt");
    }

    @Test
    void whatIsPackedLeavesNoFile() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (FileChannel packed = Contents.packed(directory("some", "a.txt"))) {
            assertThat(packed.size()).isPositive();
            try (Stream<Path> files = Files.list(temporary)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith("myriapod-shipping-")))
                        .isEmpty();
            }
        }
    }

    @Test
    void aChangeIsSeen() throws IOException {
        Path directory = directory("some", "a.txt");
        Artifact before = contents.directory(directory);
        assertThat(contents.directory(directory)).isSameAs(before);
        Files.writeString(directory.resolve("a.txt"), "another content");
        assertThat(contents.directory(directory)).isNotEqualTo(before);

        Path file = Files.writeString(here.resolve("x.jar"), "one");
        Artifact first = contents.file(file);
        assertThat(contents.file(file)).isSameAs(first);
        assertThat(first.getSize()).isEqualTo(3);
        Files.writeString(file, "three");
        assertThat(contents.file(file).getSize()).isEqualTo(5);
    }

    @Test
    void aLinkThatGoesInCirclesIsSaidSo() throws IOException {
        Path directory = directory("some", "a.txt");
        Files.createSymbolicLink(directory.resolve("circle"), directory);
        assertThatThrownBy(() -> contents.directory(directory)).isInstanceOf(FileSystemLoopException.class);
    }
}
