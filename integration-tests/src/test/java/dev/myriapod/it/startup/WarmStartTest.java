package dev.myriapod.it.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.it.house.CleanHouse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A start finds the archive that an earlier one had made; one that is no good is never noticed. */
@Tag("long")
@ExtendWith(CleanHouse.class)
class WarmStartTest {
    @TempDir
    static Path shared;

    private static List<Path> classPath;
    private static Archives made;

    @TempDir
    Path parent;

    private Archives archives;
    private final List<ArchiveProgram> programs = new ArrayList<>();

    @BeforeAll
    static void makeOne() throws Exception {
        classPath = JarClassPath.write(shared);
        made = new Archives(shared.resolve("cds"));
        try (ArchiveProgram program = ArchiveProgram.start(classPath, made.option())) {
            assertThat(program.awaitMapped(made.path())).isEmpty();
            made.awaitOne();
            program.end();
        }
        assertThat(made.complete()).hasSize(1);
        assertThat(made.inTheMaking()).isEmpty();
    }

    @AfterEach
    void endPrograms() throws IOException {
        for (ArchiveProgram program : programs) {
            program.close();
        }
    }

    @Test
    void theSecondStartUsesWhatTheFirstHadMade() throws Exception {
        haveOne();
        ArchiveProgram program = start(classPath);
        assertThat(program.awaitMapped(archives.path()))
                .isEqualTo(archives.complete())
                .hasSize(1);
        program.end();
        assertThat(archives.inTheMaking()).isEmpty();
    }

    @Test
    void aClassPathThatGoesOnWithDirectoriesIsServed() throws Exception {
        haveOne();
        List<Path> longer = new ArrayList<>(classPath);
        longer.add(Files.createDirectory(parent.resolve("classes")));
        longer.add(classPath.get(0));
        ArchiveProgram program = start(longer);
        assertThat(program.awaitMapped(archives.path())).isEqualTo(archives.complete());
        program.end();
    }

    @Test
    void aJarThatChangedMakesItUseless() throws Exception {
        haveOne();
        Path changed = classPath.get(0);
        FileTime before = Files.getLastModifiedTime(changed);
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().minusSeconds(60)));
        try {
            ArchiveProgram program = start(classPath);
            assertThat(program.awaitMapped(archives.path())).isEmpty();
            program.end();
        } finally {
            Files.setLastModifiedTime(changed, before);
        }
        assertThat(archives.complete()).isNotEmpty();
    }

    @Test
    void optionsOfTheUsersOwnKeepItAway() throws Exception {
        haveOne();
        ArchiveProgram program = start(classPath, "-Xshare:auto");
        assertThat(program.awaitMapped(archives.path())).isEmpty();
        program.end();
    }

    @Test
    void offIsOff() throws Exception {
        haveOne();
        ArchiveProgram program = started(ArchiveProgram.start(
                classPath, List.of("-Dmyriapod.cds.directory=" + archives.path(), "-Dmyriapod.cds=off")));
        assertThat(program.awaitMapped(archives.path())).isEmpty();
        program.end();
    }

    @Test
    void anArchiveThatLacksItsEndIsMadeAgain() throws Exception {
        haveOne();
        Path archive = archives.complete().get(0);
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        ArchiveProgram program = start(classPath);
        assertThat(program.awaitMapped(archives.path())).isEmpty();
        archives.awaitOne();
        program.end();
    }

    @Test
    void programsThatStartAtOnceMakeOne() throws Exception {
        archives = new Archives(parent.resolve("cds"));
        List<ArchiveProgram> atOnce = List.of(start(classPath), start(classPath), start(classPath));
        for (ArchiveProgram program : atOnce) {
            program.awaitMapped(archives.path());
        }
        archives.awaitOne();
        for (ArchiveProgram program : atOnce) {
            program.end();
        }
        assertThat(archives.complete()).hasSize(1);
        assertThat(archives.inTheMaking()).isEmpty();
    }

    @Test
    void closingEndsWhatIsInTheMaking() throws Exception {
        archives = new Archives(parent.resolve("cds"));
        ArchiveProgram program = start(classPath);
        awaitRehearsal();
        List<ProcessHandle> all = program.handle().descendants().toList();
        program.end();
        assertThat(archives.inTheMaking()).isEmpty();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aKillLeavesNothingThatIsEverUsed() throws Exception {
        archives = new Archives(parent.resolve("cds"));
        ArchiveProgram killed = start(classPath);
        awaitRehearsal();
        List<ProcessHandle> all = killed.handle().descendants().toList();
        killed.kill();
        await("the orphans leave")
                .atMost(Archives.LONG)
                .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(archives.complete()).isEmpty();

        ArchiveProgram next = start(classPath);
        archives.awaitOne();
        next.end();
        assertThat(archives.inTheMaking()).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeIsNotNoticed() throws Exception {
        archives = new Archives(Files.writeString(parent.resolve("file"), "").resolve("cds"));
        ArchiveProgram program = start(classPath);
        assertThat(program.awaitMapped(archives.path())).isEmpty();
        program.end();
    }

    private void awaitRehearsal() {
        await("the rehearsal")
                .atMost(Archives.LONG)
                .until(() -> archives.inTheMaking().stream().anyMatch(place -> Files.exists(place.resolve("socket"))));
    }

    /** An archive of an earlier program is there. */
    private void haveOne() throws IOException {
        archives = new Archives(Files.createDirectory(
                parent.resolve("cds"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        Path copy = archives.path().resolve(made.complete().get(0).getFileName());
        Files.copy(made.complete().get(0), copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    }

    private ArchiveProgram start(List<Path> jars, String... workerOptions) throws IOException {
        return started(ArchiveProgram.start(jars, archives.option(), workerOptions));
    }

    private ArchiveProgram started(ArchiveProgram program) {
        programs.add(program);
        return program;
    }
}
