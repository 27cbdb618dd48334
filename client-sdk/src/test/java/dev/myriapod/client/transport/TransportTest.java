package dev.myriapod.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportTest {
    @Test
    void whoIsInterruptedStopsTheThreadAllTheSame(@TempDir Path directory) throws Exception {
        Transport transport = Transport.open(new CoordinatorAddress.OnHost(directory.resolve("s")), null, "test");
        transport.loop().submit(() -> {}).sync();
        Thread.currentThread().interrupt();
        transport.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(transport.loop().isShuttingDown()).isTrue();
        transport.loop().terminationFuture().sync();
    }
}
