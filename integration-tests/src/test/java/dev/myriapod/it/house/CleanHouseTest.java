package dev.myriapod.it.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.it.house.CleanHouse.House;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is left is seen. */
@ExtendWith(CleanHouse.class)
class CleanHouseTest {
    private final House before = House.look();

    private void assertSeen(String what) {
        assertThatThrownBy(() -> CleanHouse.assertNothingLeft(before)).hasMessageContaining(what + " left");
    }

    @Test
    void aDescriptorOfAFile(@TempDir Path directory) throws IOException {
        try (FileChannel open =
                FileChannel.open(directory.resolve("file"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(open.isOpen()).isTrue();
            assertSeen("descriptors");
        }
    }

    @Test
    void aDescriptorOfAFileWithoutAName() throws IOException {
        Path file = Files.createTempFile(Path.of("/dev/shm"), "house", "");
        try (FileChannel open = FileChannel.open(file)) {
            Files.delete(file);
            assertThat(open.isOpen()).isTrue();
            assertSeen("descriptors");
        }
    }

    @Test
    void aPipe() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            assertThat(source.isOpen() && sink.isOpen()).isTrue();
            assertSeen("descriptors");
        }
    }

    @Test
    void aFileInSharedMemory() throws IOException {
        Path file = Files.createFile(Path.of(
                "/dev/shm", ".myriapod-memory-" + ProcessHandle.current().pid() + "-left"));
        try {
            assertSeen("files");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aThread() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        try {
            assertSeen("threads");
        } finally {
            end.countDown();
            thread.join();
        }
    }

    @Test
    void aProcess() throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            assertSeen("child processes");
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
