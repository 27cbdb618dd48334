package dev.myriapod.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmKindTest {
    @TempDir
    Path directory;

    private Path home;
    private Path first;
    private Path second;

    @BeforeEach
    void writeFiles() throws IOException {
        home = Files.createDirectories(directory.resolve("jdk"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.1\"");
        Files.writeString(home.resolve("lib/modules"), "classes");
        first = Files.writeString(directory.resolve("first.jar"), "first");
        second = Files.writeString(directory.resolve("second.jar"), "second");
    }

    @Test
    void theSameHasTheSameKey() throws IOException {
        assertThat(key(List.of(first, second))).isEqualTo(key(List.of(first, second)));
    }

    @Test
    void theOrderOfJarsCounts() throws IOException {
        assertThat(key(List.of(first, second))).isNotEqualTo(key(List.of(second, first)));
    }

    @Test
    void aJarThatWasReplacedCounts() throws IOException {
        String before = key(List.of(first, second));
        FileTime time = Files.getLastModifiedTime(second);
        Files.setLastModifiedTime(second, FileTime.fromMillis(time.toMillis() + 1));
        assertThat(key(List.of(first, second))).isNotEqualTo(before);
        Files.writeString(second, "longer than before");
        Files.setLastModifiedTime(second, time);
        assertThat(key(List.of(first, second))).isNotEqualTo(before);
    }

    @Test
    void aJavaThatWasReplacedCounts() throws IOException {
        String before = key(List.of(first));
        Files.writeString(home.resolve("lib/modules"), "other classes");
        assertThat(key(List.of(first))).isNotEqualTo(before);
    }

    @Test
    void optionsCountIfTheJvmComparesThem() throws IOException {
        String before = key(List.of(first), "-XX:+UseSerialGC");
        assertThat(key(List.of(first), "-XX:+UseSerialGC", "-Xmx1g")).isEqualTo(before);
        assertThat(key(List.of(first), "-XX:+UseG1GC")).isNotEqualTo(before);
    }

    @Test
    void jarsUpToTheFirstDirectoryAreTheArchives() throws IOException {
        List<Path> classPath = List.of(first, directory, second);
        assertThat(kind(classPath).jars()).containsExactly(first);
        assertThat(key(classPath)).isEqualTo(key(List.of(first)));
        assertThat(kind(List.of(first, directory.resolve("missing.jar"), second))
                        .jars())
                .containsExactly(first);
    }

    @Test
    void withoutAJarThereIsNoKind() {
        assertThat(JvmKind.of(home, List.of(directory.toString(), first.toString()), List.of()))
                .isEmpty();
        assertThat(JvmKind.of(home, List.of(directory + "/*"), List.of())).isEmpty();
    }

    @Test
    void anUnknownOptionMakesNoKind() {
        assertThat(JvmKind.of(home, List.of(first.toString()), List.of("-javaagent:/an/agent.jar")))
                .isEmpty();
    }

    private String key(List<Path> classPath, String... options) throws IOException {
        return kind(classPath, options).key();
    }

    private JvmKind kind(List<Path> classPath, String... options) {
        List<String> entries = new ArrayList<>();
        classPath.forEach(entry -> entries.add(entry.toString()));
        return JvmKind.of(home, entries, List.of(options)).orElseThrow();
    }
}
