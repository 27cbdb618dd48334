package dev.myriapod.coordinator.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private static final int SIZE = 5_000_001;

    @TempDir
    private Path directory;

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    @Test
    void aFileHasNoNameAndAllItsBytes() throws IOException {
        try (MemoryFile file = new Room(List.of(directory)).make(SIZE, () -> false)) {
            assertThat(files()).isEmpty();
            try (FileChannel other =
                    FileChannel.open(Path.of(file.path()), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                byte[] stamp = file.stamp().getBytes(StandardCharsets.US_ASCII);
                assertThat(other.size()).as("whole longs, and the stamp").isEqualTo(SIZE + 7 + stamp.length);
                ByteBuffer end = ByteBuffer.allocate(stamp.length);
                other.read(end, SIZE + 7);
                assertThat(end.array()).isEqualTo(stamp);
                ByteBuffer begin = ByteBuffer.allocate(SIZE);
                other.read(begin, 0);
                assertThat(begin.array()).isEqualTo(new byte[SIZE]);
            }
        }
    }

    @Test
    void twoHaveDifferentStamps() throws IOException {
        Room room = new Room(List.of(directory));
        try (MemoryFile one = room.make(1, () -> false);
                MemoryFile other = room.make(1, () -> false)) {
            assertThat(one.stamp()).isNotEqualTo(other.stamp());
            assertThat(one.path()).isNotEqualTo(other.path());
        }
    }

    @Test
    void theNextDirectoryIsTakenWhereTheFirstCannotBe() throws IOException {
        Room room = new Room(List.of(directory.resolve("missing"), directory));
        try (MemoryFile file = room.make(10, () -> false)) {
            assertThat(Files.readSymbolicLink(Path.of(file.path())).toString()).startsWith(directory.toString());
        }
    }

    @Test
    void thereIsNoRoomForTooMuch() throws IOException {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> new Room(List.of(missing, directory)).make(1L << 60, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining(directory + " has room for ");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatNobodyWantsAnyMoreIsNotWritten() throws IOException {
        assertThatThrownBy(() -> new Room(List.of(directory)).make(SIZE, () -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Nobody wants it any more");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatKilledProcessesLeftIsSwept() throws IOException {
        Path leftover = Files.createFile(directory.resolve(".myriapod-memory-1-old"));
        Files.setLastModifiedTime(
                leftover,
                FileTime.fromMillis(Files.getLastModifiedTime(leftover).toMillis() - 120_000));
        Path young = Files.createFile(directory.resolve(".myriapod-memory-1-young"));
        Path strange = Files.createFile(directory.resolve("old"));
        new Room(List.of(directory)).make(1, () -> false).close();
        assertThat(files()).containsExactlyInAnyOrder(young, strange);
    }
}
