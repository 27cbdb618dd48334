package dev.myriapod.agent.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeDirectoryTest {
    /** The kernel's ids end at four million: nobody has this one here; in another container it may be anybody's. */
    private static final long NOBODY = 999_999_999;

    @TempDir
    private Path parent;

    private RuntimeDirectory own;

    @BeforeEach
    void nameIt() {
        own = new RuntimeDirectory(parent);
    }

    @Test
    void goesWithAllThatIsInIt() throws IOException {
        own.create();
        Files.createFile(own.path().resolve("worker-1.record"));
        own.delete();
        own.delete();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aLockedOneIsLeftAloneWhateverItsProcessIdSays() throws IOException {
        Path foreign = directory(NOBODY, Duration.ofDays(1));
        try (FileChannel channel = lockFile(foreign);
                FileLock lock = channel.lock()) {
            own.sweep();

            assertThat(lock.isValid()).isTrue();
            assertThat(foreign).isDirectory();
        }
    }

    @Test
    void oneWhoseLockIsFreeGoesThoughItsProcessIdIsInUse() throws IOException {
        Path older = directory(ProcessHandle.current().pid(), Duration.ofDays(1));
        lockFile(older).close();
        touch(older, Duration.ofDays(1));
        Path others = directory(1, Duration.ZERO);
        lockFile(others).close();

        own.sweep();

        assertThat(older).doesNotExist();
        assertThat(others).doesNotExist();
    }

    @Test
    void oneWithoutALockIsBeingRemovedAndGoes() throws IOException {
        Path halfRemoved = directory("myriapod-", 1, Duration.ZERO);
        Files.createFile(halfRemoved.resolve("socket"));

        own.sweep();

        assertThat(halfRemoved).doesNotExist();
    }

    @Test
    void oneThatCannotHaveALockGoesWhenItsProcessIsGone() throws IOException {
        Path dead = directory("myriapod-", NOBODY, Duration.ZERO);
        Files.createFile(dead.resolve("no-lock"));
        Path living = directory("myriapod-", 1, Duration.ofDays(1));
        Files.createFile(living.resolve("no-lock"));

        own.sweep();

        assertThat(dead).doesNotExist();
        assertThat(living).isDirectory();
    }

    @Test
    void oneInTheMakingGoesWhenItsProcessIsGoneAndItHadTime() throws IOException {
        Path young = directory(".myriapod-", NOBODY, Duration.ZERO);
        Path old = directory(".myriapod-", NOBODY, Duration.ofMinutes(2));
        Path living = directory(".myriapod-", 1, Duration.ofMinutes(2));

        own.sweep();

        assertThat(young).isDirectory();
        assertThat(old).doesNotExist();
        assertThat(living).isDirectory();
    }

    /** Between the making of the lock's file and the lock. */
    @Test
    void oneInTheMakingIsLeftAloneUntilItHadTimeToLock() throws IOException {
        Path young = directory(".myriapod-", 1, Duration.ZERO);
        Files.createFile(young.resolve("lock"));
        touch(young, Duration.ZERO);
        Path old = directory(".myriapod-", 1, Duration.ofMinutes(2));
        Files.createFile(old.resolve("lock"));
        touch(old, Duration.ofMinutes(2));

        new RuntimeDirectory(parent).sweep();

        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void anotherClusterOfThisProgramDoesNotTakeTheLock() throws IOException {
        own.create();
        RuntimeDirectory second = new RuntimeDirectory(parent);
        second.create();
        second.sweep();

        assertThat(own.path()).isDirectory();
        assertThat(lockedByThisProcess(own.path().resolve("lock"))).isTrue();
        second.delete();
        own.delete();
    }

    /** Asks the kernel; to open the file would let the lock go. */
    private static boolean lockedByThisProcess(Path file) throws IOException {
        Path locks = Path.of("/proc/locks");
        Assumptions.assumeTrue(Files.isReadable(locks), "Only Linux lists its locks.");
        String pid = " " + ProcessHandle.current().pid() + " ";
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        List<String> all = Files.readAllLines(locks);
        return all.stream().anyMatch(line -> line.contains(pid) && line.contains(inode));
    }

    private Path directory(long pid, Duration age) throws IOException {
        return directory("myriapod-", pid, age);
    }

    private Path directory(String prefix, long pid, Duration age) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(prefix + pid + "-" + System.nanoTime()));
        touch(directory, age);
        return directory;
    }

    private static void touch(Path directory, Duration age) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(age)));
    }

    private static FileChannel lockFile(Path directory) throws IOException {
        return FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
