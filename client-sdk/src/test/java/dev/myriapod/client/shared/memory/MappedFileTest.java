package dev.myriapod.client.shared.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.proto.v1.MemoryOpened;
import dev.myriapod.shared.memory.MemoryUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process finds, of a memory that was made elsewhere, under the path that it is told. */
class MappedFileTest {
    private static final String STAMP = ".myriapod-memory-1-stamp";
    private static final int SIZE = 64;

    @TempDir
    private Path directory;

    private static MemoryOpened at(Path path) {
        return MemoryOpened.newBuilder()
                .setHost("the-other-host")
                .setPath(path.toString())
                .setStamp(STAMP)
                .setSize(SIZE)
                .build();
    }

    /** A file and a link that leads there, as a descriptor of a process does. */
    private Path link(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        return Files.createSymbolicLink(directory.resolve("link"), file);
    }

    private static byte[] memory(String stamp) {
        byte[] name = stamp.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(SIZE + name.length).put(SIZE, name).array();
    }

    private static void assertRefused(Path path) {
        assertThatThrownBy(() -> MappedFile.map(at(path)))
                .isInstanceOf(MemoryUnavailableException.class)
                .hasMessageContaining("cannot be mapped by this process")
                .hasMessageContaining("the host the-other-host, at " + path)
                .hasMessageContaining("Memory is shared by processes of one host")
                .hasMessageContaining("elsewhere queues, dicts or values");
    }

    @Test
    void theMemoryItself() throws IOException {
        Path link = link(STAMP, memory(STAMP));
        Mapping mapping = MappedFile.map(at(link));
        mapping.segment(3).put(mapping.position(3), (byte) 7);
        try (FileChannel channel = FileChannel.open(link, StandardOpenOption.READ)) {
            ByteBuffer found = ByteBuffer.allocate(1);
            assertThat(channel.read(found, 3)).isOne();
            assertThat(found.get(0)).isEqualTo((byte) 7);
        }
    }

    @Test
    void nothingAsThatProcessIsNotHere() {
        assertRefused(Path.of("/proc/4194305/fd/7"));
    }

    @Test
    void aFileThatIsNoLink() throws IOException {
        assertRefused(Files.write(directory.resolve(STAMP), memory(STAMP)));
    }

    @Test
    void anotherFileAsThatProcessIsAnotherHere() throws IOException {
        assertRefused(link("another", memory(STAMP)));
    }

    @Test
    void aFileOfThatNameThatDoesNotProveItself() throws IOException {
        Path link = link(STAMP, memory(STAMP.replace("stamp", "other")));
        assertRefused(link);
        assertThat(Files.readAllBytes(link)).as("nothing was written").startsWith(new byte[SIZE]);
    }

    @Test
    void aFileOfAnotherSize() throws IOException {
        assertRefused(link(STAMP, new byte[SIZE]));
    }
}
