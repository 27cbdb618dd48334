package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.it.house.CleanHouse;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A program has no file descriptors left: what is new fails and says so, what is there goes on. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class NoDescriptorsTest {
    private static final int CALLERS = 20;

    @Test
    void whatIsNewFailsAndWhatIsThereGoesOn(@TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "ulimit -n 256;", CrowdedClient.class)) {
            assertThat(client.awaitLine("pool: "))
                    .contains(PoolBrokenException.class.getName())
                    .contains("Too many open files");
            assertThat(client.awaitLine("process: "))
                    .contains(MyriapodException.class.getName())
                    .contains("Too many open files");
            assertThat(client.awaitLine("old: ")).isEqualTo("old: 9");
            assertDoesNotSpin(client.pid(), socket(temporary));
            client.tell();
            assertThat(client.awaitLine("old: ")).isEqualTo("old: 16");
            assertThat(client.awaitLine("pool: ")).isEqualTo("pool: result 25");
            client.awaitLine("closed");
            assertThat(client.join()).isZero();
            assertThat(client.remains()).isEmpty();
        }
    }

    private static Path socket(Path temporary) throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> file.endsWith("socket")).findFirst().orElseThrow();
        }
    }

    /** More callers than it can accept. */
    private static void assertDoesNotSpin(long pid, Path socket) throws Exception {
        List<SocketChannel> callers = new ArrayList<>();
        try {
            for (int i = 0; i < CALLERS; i++) {
                callers.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }
            Duration before = cpu(pid);
            // Not to wait for anything: it is the time in which it should do nothing.
            TimeUnit.SECONDS.sleep(3);
            Duration used = cpu(pid).minus(before);
            System.out.printf("3 s with more callers than descriptors: %d ms of CPU%n", used.toMillis());
            // The promise is a tenth.
            assertThat(used).isLessThan(Duration.ofMillis(900));
        } finally {
            for (SocketChannel caller : callers) {
                caller.close();
            }
        }
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
    }
}
