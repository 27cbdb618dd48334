package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.it.house.CleanHouse;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever dies, no memory stays: it has no name, and nobody maps it or has it open. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class MemoryDeathTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void theClientIsKilled(@TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", MemoryClient.class)) {
            assertThat(client.awaitLine("mapped")).isEqualTo("mapped 2");
            assertThat(users(client.pid())).as("who maps it").hasSize(3);
            assertThat(names(client.pid())).as("its name").isEmpty();
            client.remains();
            client.kill();
            awaitNothing(client);
        }
    }

    @Test
    void everybodyIsKilledAtOnce(@TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", MemoryClient.class)) {
            client.awaitLine("mapped");
            Set<String> remains = client.remains();
            assertThat(users(client.pid())).as("who maps it").hasSize(3);
            for (long pid : users(client.pid())) {
                // So that nobody can clean up after anybody.
                Arena.signal("STOP", pid);
            }
            for (String process : remains) {
                if (process.startsWith("process ")) {
                    Arena.kill(Long.parseLong(process.split(" ", -1)[1]));
                }
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(users(client.pid())).isEmpty());
            assertThat(names(client.pid())).isEmpty();
        }
    }

    private static void awaitNothing(ClientProgram client) {
        await("nothing is left").atMost(SOON).untilAsserted(() -> {
            assertThat(users(client.pid())).isEmpty();
            assertThat(names(client.pid())).isEmpty();
            assertThat(client.remains()).isEmpty();
        });
    }

    /** Which processes map a memory of that coordinator. */
    private static Set<Long> users(long coordinator) throws IOException {
        Set<Long> users = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (maps(process).contains(".myriapod-memory-" + coordinator + "-")) {
                    users.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        }
        return users;
    }

    private static String maps(Path process) {
        try {
            return Files.readString(process.resolve("maps"));
        } catch (IOException e) {
            // It ended meanwhile, or is not ours to read: not one of those we look for.
            return "";
        }
    }

    /** Under which names its memories are to be found. */
    private static Set<String> names(long coordinator) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of("/dev/shm"), ".myriapod-memory-" + coordinator + "-*")) {
            files.forEach(file -> names.add(file.toString()));
        }
        return names;
    }
}
