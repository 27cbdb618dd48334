package dev.myriapod.it.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.it.house.CleanHouse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A start finds the archive that an earlier one had made; one that is no good is never noticed. */
@ExtendWith(CleanHouse.class)
class WarmStartTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    static Path jars;

    private static List<Path> classPath;

    @TempDir
    Path parent;

    private final List<ArchiveProgram> programs = new ArrayList<>();

    @BeforeAll
    static void writeJars() throws IOException {
        classPath = JarClassPath.write(jars);
    }

    @AfterEach
    void endPrograms() throws IOException {
        for (ArchiveProgram program : programs) {
            program.close();
        }
    }

    @Test
    void theSecondStartUsesWhatTheFirstHadMade() throws Exception {
        ArchiveProgram first = start();
        assertThat(first.awaitMapped(directory())).isEmpty();
        List<Path> archives = awaitArchives();
        first.end();
        assertThat(archives).hasSize(1);
        assertThat(leftInTheMaking()).isEmpty();

        ArchiveProgram second = start();
        assertThat(second.awaitMapped(directory())).isEqualTo(archives);
        second.end();
        assertThat(archives()).isEqualTo(archives);
    }

    @Test
    void aClassPathThatGoesOnWithDirectoriesIsServed() throws Exception {
        List<Path> longer = new ArrayList<>(classPath);
        longer.add(Files.createDirectory(parent.resolve("classes")));
        longer.add(classPath.get(0));
        ArchiveProgram first = start(classPath, directory());
        List<Path> archives = awaitArchives();
        first.end();
        ArchiveProgram second = start(longer, directory());
        assertThat(second.awaitMapped(directory())).isEqualTo(archives);
        second.end();
    }

    @Test
    void programsThatStartAtOnceMakeOne() throws Exception {
        List<ArchiveProgram> atOnce = List.of(start(), start(), start());
        for (ArchiveProgram program : atOnce) {
            program.awaitMapped(directory());
        }
        assertThat(awaitArchives()).hasSize(1);
        for (ArchiveProgram program : atOnce) {
            program.end();
        }
        assertThat(archives()).hasSize(1);
        assertThat(leftInTheMaking()).isEmpty();
    }

    @Test
    void aJarThatChangedMakesItUseless() throws Exception {
        ArchiveProgram first = start();
        List<Path> archives = awaitArchives();
        first.end();
        Path changed = classPath.get(0);
        FileTime before = Files.getLastModifiedTime(changed);
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().minusSeconds(60)));
        try {
            ArchiveProgram second = start();
            assertThat(second.awaitMapped(directory())).isEmpty();
            second.end();
            assertThat(archives()).containsAll(archives);
        } finally {
            Files.setLastModifiedTime(changed, before);
        }
    }

    @Test
    void aBrokenArchiveIsNotNoticed() throws Exception {
        ArchiveProgram first = start();
        Path archive = awaitArchives().get(0);
        first.end();
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        ArchiveProgram second = start();
        second.awaitMapped(directory());
        second.end();
        Files.writeString(archive, "no archive at all");
        ArchiveProgram third = start();
        third.awaitMapped(directory());
        third.end();
    }

    @Test
    void optionsOfTheUsersOwnKeepItAway() throws Exception {
        ArchiveProgram first = start();
        awaitArchives();
        first.end();
        ArchiveProgram second = start(classPath, directory(), "-Xshare:auto");
        assertThat(second.awaitMapped(directory())).isEmpty();
        second.end();
        assertThat(archives()).hasSize(1);
    }

    @Test
    void closingEndsWhatIsInTheMaking() throws Exception {
        ArchiveProgram program = start();
        await().atMost(LONG).until(() -> !leftInTheMaking().isEmpty());
        program.end();
        assertThat(leftInTheMaking()).isEmpty();
        assertThat(archives()).isEmpty();
    }

    @Test
    void aKillLeavesNothingThatIsEverUsed() throws Exception {
        ArchiveProgram killed = start();
        await().atMost(LONG)
                .until(() -> killed.handle()
                        .descendants()
                        .anyMatch(process ->
                                process.info().commandLine().orElse("").contains("RehearsalMain")));
        List<ProcessHandle> all = killed.handle().descendants().toList();
        killed.kill();
        await("the orphans leave").atMost(LONG).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(archives()).isEmpty();

        ArchiveProgram next = start();
        assertThat(awaitArchives()).hasSize(1);
        next.end();
        assertThat(leftInTheMaking()).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeIsNotNoticed() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");
        ArchiveProgram program = start(classPath, file.resolve("cds"));
        assertThat(program.awaitMapped(directory())).isEmpty();
        program.end();
    }

    @Test
    void offIsOff() throws Exception {
        ArchiveProgram first = start();
        awaitArchives();
        first.end();
        ArchiveProgram program = started(ArchiveProgram.start(
                classPath, List.of("-Dmyriapod.cds.directory=" + directory(), "-Dmyriapod.cds=off")));
        assertThat(program.awaitMapped(directory())).isEmpty();
        program.end();
    }

    private ArchiveProgram start() throws IOException {
        return start(classPath, directory());
    }

    private ArchiveProgram start(List<Path> jarsFirst, Path archives, String... workerOptions) throws IOException {
        return started(ArchiveProgram.start(jarsFirst, List.of("-Dmyriapod.cds.directory=" + archives), workerOptions));
    }

    private ArchiveProgram started(ArchiveProgram program) {
        programs.add(program);
        return program;
    }

    private Path directory() {
        return parent.resolve("cds");
    }

    private List<Path> awaitArchives() {
        await("an archive").atMost(LONG).until(() -> !archives().isEmpty());
        return archives();
    }

    private List<Path> archives() {
        return entries("", ".jsa");
    }

    private List<Path> leftInTheMaking() {
        return entries("making-", "");
    }

    private List<Path> entries(String begin, String end) {
        try (Stream<Path> entries = Files.list(directory())) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(begin)
                            && entry.getFileName().toString().endsWith(end))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
