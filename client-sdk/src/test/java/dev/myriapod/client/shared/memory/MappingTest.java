package dev.myriapod.client.shared.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
    private static final int BITS = 4;

    @TempDir
    private Path directory;

    private Mapping of(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(
                directory.resolve("file"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            channel.truncate(0);
            channel.write(ByteBuffer.allocate((int) Mapping.aligned(size)));
            return Mapping.of(channel, size, BITS);
        }
    }

    @Test
    void everyByteIsInOnePlace() throws IOException {
        Mapping mapping = of(37);
        assertThat(mapping.size()).isEqualTo(37);
        Set<ByteBuffer> segments = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 37; i++) {
            segments.add(mapping.segment(i));
            mapping.segment(i).put(mapping.position(i), (byte) (i + 1));
        }
        assertThat(segments).hasSize(3);
        Set<Byte> found = new HashSet<>();
        for (int i = 0; i < 37; i++) {
            assertThat(mapping.segment(i).get(mapping.position(i))).isEqualTo((byte) (i + 1));
            found.add(mapping.segment(i).get(mapping.position(i)));
        }
        assertThat(found).hasSize(37);
    }

    @Test
    void aPartGoesToTheEndOfItsSegment() throws IOException {
        Mapping mapping = of(40);
        mapping.segment(20).put(mapping.position(20), (byte) 9);
        ByteBuffer part = mapping.from(20);
        assertThat(part.remaining()).isEqualTo(12);
        assertThat(part.get(0)).isEqualTo((byte) 9);
        assertThat(part.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(mapping.from(39).remaining()).isEqualTo(1);
    }

    @Test
    void sizesAreRoundedUpToWholeLongs() throws IOException {
        assertThat(Mapping.aligned(1)).isEqualTo(8);
        assertThat(Mapping.aligned(8)).isEqualTo(8);
        assertThat(of(1).segment(0).limit()).isEqualTo(8);
        assertThat(of(16).segment(15).limit()).isEqualTo(16);
    }
}
