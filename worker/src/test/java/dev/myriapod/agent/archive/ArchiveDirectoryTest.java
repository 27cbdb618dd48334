package dev.myriapod.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveDirectoryTest {
    @TempDir
    Path parent;

    private Path path;
    private ArchiveDirectory archives;

    @BeforeEach
    void choosePath() {
        path = parent.resolve("a/new/place");
        archives = new ArchiveDirectory(path);
    }

    @Test
    void anArchiveIsThereAllAtOnce() throws IOException {
        try (Workshop workshop = archives.claim().orElseThrow()) {
            Path made = Files.writeString(workshop.path().resolve("archive"), "classes");
            assertThat(archives.find("key")).isEmpty();
            archives.publish(made, "key");
        }
        assertThat(archives.find("key"))
                .hasValueSatisfying(archive -> assertThat(archive).hasContent("classes"));
        assertThat(path).isDirectoryNotContaining("glob:**/making-*");
    }

    @Test
    void whatLacksItsEndIsNone() throws IOException {
        publish("key");
        Files.writeString(path.resolve("key-3.jsa"), "ke");
        assertThat(archives.find("key")).isEmpty();
        assertThat(archives.isSettled("key")).isFalse();
        publish("key");
        assertThat(archives.find("key")).isPresent();
    }

    @Test
    void whatWasCutShortIsKnownUntilItIsThere() throws IOException {
        try (Workshop workshop = archives.claim().orElseThrow()) {
            assertThat(archives.wasCutShort("key")).isFalse();
            archives.cutShort("key");
            assertThat(workshop.path()).exists();
        }
        assertThat(archives.wasCutShort("key")).isTrue();
        assertThat(archives.isSettled("key")).isFalse();
        publish("key");
        assertThat(archives.wasCutShort("key")).isFalse();
    }

    @Test
    void itIsTheUsersOnly() throws IOException {
        archives.claim().orElseThrow().close();
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void whatOthersMayWriteIsNotTrusted() throws IOException {
        publish("key");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(archives.find("key")).isEmpty();
        assertThatThrownBy(() -> archives.claim()).hasMessageContaining("cannot be trusted");
    }

    @Test
    void aLinkIsNotTrusted() throws IOException {
        publish("key");
        Path link = Files.createSymbolicLink(parent.resolve("link"), path);
        assertThat(new ArchiveDirectory(link).find("key")).isEmpty();
        Files.createSymbolicLink(path.resolve("other-3.jsa"), path.resolve("key-3.jsa"));
        assertThat(archives.find("other")).isEmpty();
    }

    @Test
    void oneAtATimeMakesArchives() throws IOException {
        try (Workshop first = archives.claim().orElseThrow()) {
            assertThat(archives.claim()).isEmpty();
            assertThat(first.path()).exists();
        }
        Optional<Workshop> next = archives.claim();
        assertThat(next).isPresent();
        next.orElseThrow().close();
    }

    @Test
    void leftoversAreSwept() throws IOException {
        publish("key");
        Path leftover = Files.createDirectories(path.resolve("making-1234"));
        Files.writeString(leftover.resolve("archive"), "half of the cla");
        try (Workshop workshop = archives.claim().orElseThrow()) {
            assertThat(leftover).doesNotExist();
            assertThat(workshop.path()).exists();
        }
        assertThat(archives.find("key")).isPresent();
    }

    @Test
    void theArchivesUsedLeastLatelyGo() throws IOException {
        for (int i = 0; i < 8; i++) {
            publish("key" + i);
            Files.setLastModifiedTime(
                    path.resolve("key" + i + "-4.jsa"),
                    FileTime.from(Instant.now().minus(Duration.ofDays(100 - i))));
        }
        assertThat(archives.find("key0")).isPresent();
        archives.claim().orElseThrow().close();
        assertThat(archives.find("key0")).isPresent();
        assertThat(archives.find("key1")).isEmpty();
        assertThat(archives.find("key7")).isPresent();
        assertThat(archives.entries())
                .filteredOn(entry -> entry.toString().endsWith(".jsa"))
                .hasSize(7);
    }

    @Test
    void whatCannotBeMadeIsNotTriedAgainForAWhile() throws IOException {
        archives.claim().orElseThrow().close();
        assertThat(archives.isSettled("key")).isFalse();
        archives.giveUp("key", "why");
        assertThat(archives.isSettled("key")).isTrue();
        archives.claim().orElseThrow().close();
        assertThat(archives.isSettled("key")).isTrue();
        Files.setLastModifiedTime(
                path.resolve("key.unusable"), FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        archives.claim().orElseThrow().close();
        assertThat(archives.isSettled("key")).isFalse();
    }

    @Test
    void aPlaceThatCannotBeIsAnIoException() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        ArchiveDirectory impossible = new ArchiveDirectory(file.resolve("cds"));
        assertThat(impossible.find("key")).isEmpty();
        assertThatThrownBy(impossible::claim).isInstanceOf(IOException.class);
    }

    private void publish(String key) throws IOException {
        try (Workshop workshop = archives.claim().orElseThrow()) {
            archives.publish(Files.writeString(workshop.path().resolve("archive"), key), key);
        }
    }
}
