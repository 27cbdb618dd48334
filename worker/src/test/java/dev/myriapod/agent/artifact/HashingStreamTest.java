package dev.myriapod.agent.artifact;

import static dev.myriapod.agent.artifact.MemorySource.artifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashingStreamTest {
    @Test
    void hashesWhatGoesThrough() throws IOException {
        HashingStream stream = new HashingStream();
        stream.write('c');
        stream.write("ontent".getBytes(StandardCharsets.UTF_8));
        assertThat(stream.count()).isEqualTo(7);
        assertThat(stream.hash())
                .isEqualTo(
                        HexFormat.of().formatHex(artifact("content").getSha256().toByteArray()));
    }

    @Test
    void remembersThatItWasTheDisk() {
        WritableByteChannel full = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        HashingStream stream = new HashingStream(full, 100);
        assertThatThrownBy(() -> stream.write(1)).hasMessage("No space left on device");
        assertThat(stream.failure()).hasMessage("No space left on device");
    }

    @Test
    void takesNoMoreThanItShould() {
        HashingStream stream = new HashingStream(null, 3);
        assertThatThrownBy(() -> stream.write(new byte[4])).hasMessageContaining("more than the 3 bytes");
        assertThat(stream.failure()).isNull();
        assertThat(stream.count()).isEqualTo(4);
    }
}
