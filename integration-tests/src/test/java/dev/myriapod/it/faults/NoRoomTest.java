package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.LocalOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.it.house.CleanHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The machine gives the cluster no room for its files: the first future says so. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class NoRoomTest {
    @Test
    void theRuntimeDirectoryIsInsideAFile(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(breakCluster(file.resolve("inside")))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("withRuntimeDirectory");
    }

    @Test
    void theRuntimeDirectoryDoesNotExist(@TempDir Path directory) {
        Path missing = directory.resolve("missing");
        assertThat(breakCluster(missing))
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("withRuntimeDirectory");
    }

    @Test
    void theSocketsNameWouldBeTooLong(@TempDir Path directory) throws Exception {
        Path deep = Files.createDirectories(directory.resolve("d".repeat(100)));
        assertThat(breakCluster(deep))
                .hasMessageContaining("withRuntimeDirectory")
                .hasMessageContaining("107");
    }

    @Test
    void theDiskIsFull(@TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "ulimit -f 0;", OneTaskClient.class)) {
            assertThat(client.awaitLine("outcome:"))
                    .contains(PoolBrokenException.class.getName())
                    .contains(temporary.toString())
                    .contains("free space");
            client.awaitLine("closed");
            assertThat(client.join()).isZero();
            assertThat(client.remains()).isEmpty();
        }
    }

    private static PoolBrokenException breakCluster(Path runtimeDirectory) {
        try (Myriapod cluster = Myriapod.local(LocalOptions.defaults().withRuntimeDirectory(runtimeDirectory));
                ProcessPool pool = cluster.pool(2)) {
            TaskFuture<Integer> future = pool.submit(Deeds::square, 1);
            return Outcomes.failure(future, PoolBrokenException.class);
        }
    }
}
