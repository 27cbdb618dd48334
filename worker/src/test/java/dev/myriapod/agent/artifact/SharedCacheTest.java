package dev.myriapod.agent.artifact;

import static dev.myriapod.agent.artifact.MemorySource.artifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one directory. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SharedCacheTest {
    @TempDir
    Path directory;

    private final List<Process> others = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process other : others) {
            other.destroyForcibly().waitFor();
        }
    }

    private Process other(String what, long bytes, String content) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CacheProgram.class.getName(),
                        what,
                        directory.toString(),
                        Long.toString(bytes),
                        content)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        others.add(process);
        return process;
    }

    private static String line(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        return reader.readLine();
    }

    private ArtifactCache own(long bytes, MemorySource source) {
        return new ArtifactCache(CacheOptions.in(directory).withBytes(bytes), source);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    @Test
    void whatOneHasFetchedTheOtherHas() throws IOException {
        Process other = other("hold", 100, "content");
        assertThat(line(other)).isEqualTo("has content");
        try (ArtifactLease lease = own(100, new MemorySource()).fetch(artifact("content"))) {
            assertThat(lease.file()).hasContent("content");
        }
    }

    @Test
    void whatAProcessUsesNoOtherRemoves() throws IOException, InterruptedException {
        Process other = other("hold", 100, "aaaa");
        assertThat(line(other)).isEqualTo("has aaaa");
        MemorySource source = new MemorySource().with("bbbb");
        ArtifactCache own = own(6, source);

        assertThatThrownBy(() -> own.fetch(artifact("bbbb"))).hasMessageContaining("processes use the rest");
        assertThat(files(".jar")).hasSize(1);
        // However it ends.
        other.destroyForcibly().waitFor();
        own.fetch(artifact("bbbb")).close();

        assertThat(files(".jar")).hasSize(1);
        assertThat(files(".jar").get(0)).hasContent("bbbb");
    }

    @Test
    void manyProcessesFetchTheSameAtOnce() throws IOException, InterruptedException {
        for (int i = 0; i < 4; i++) {
            other("hold", 1000, "content");
        }
        for (Process other : others) {
            assertThat(line(other)).isEqualTo("has content");
        }
        for (Process other : others) {
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
        }
        assertThat(files(".jar")).hasSize(1);
        assertThat(files(".part")).isEmpty();
    }

    @Test
    void whatAKilledProcessWasFetchingIsNeverUsedAndIsRemoved() throws IOException, InterruptedException {
        Process other = other("hang", 100, "content");
        assertThat(line(other)).isEqualTo("half");
        MemorySource source = new MemorySource().with("content");
        assertThat(files(".part")).hasSize(1);
        Path half = files(".part").get(0);
        // While it lives it is left alone.
        own(100, source.with("other")).fetch(artifact("other")).close();
        assertThat(half).exists();

        other.destroyForcibly().waitFor();
        try (ArtifactLease lease = own(100, source).fetch(artifact("content"))) {
            assertThat(lease.file()).hasContent("content");
        }

        assertThat(source.fetched).hasValue(2);
        assertThat(files(".part")).isEmpty();
    }
}
