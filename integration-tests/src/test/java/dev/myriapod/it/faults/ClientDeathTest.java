package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.it.house.CleanHouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However the client ends, no process and no file of it stays. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ClientDeathTest {
    /** The promise is two seconds on a machine that is not overloaded; the rest is for one that is. */
    private static final Duration SOON = Duration.ofSeconds(6);

    @Test
    void killedWhileItsTasksRun(@TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", DoomedClient.class, "wait")) {
            client.awaitLine("runs");
            assertThat(client.remains())
                    .as("the client, two workers and their two children; the runtime directory")
                    .hasSizeGreaterThanOrEqualTo(6)
                    .anyMatch(one -> one.startsWith("file myriapod-" + client.pid() + "-"));
            client.kill();
            awaitNothingLeft(client, "kill -9 of the client, tasks running");
        }
    }

    /** The moments, in milliseconds after it opens its cluster, hit the fork, the boot and the attach of its workers. */
    @ParameterizedTest
    @ValueSource(ints = {0, 20, 50, 100, 150, 200, 250, 300, 400, 500, 700})
    void killedWhileItsWorkersStart(int millis, @TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", DoomedClient.class, "wait")) {
            client.awaitLine("begins");
            // No synchronisation: any moment will do, and each run takes others.
            TimeUnit.MILLISECONDS.sleep(millis);
            client.remains();
            client.kill();
            awaitNothingLeft(client, "kill -9 of the client, " + millis + " ms after its begin");
        }
    }

    /** What can be seen of its start, however fast the machine is. */
    @ParameterizedTest
    @ValueSource(strings = {"process ", "file myriapod-", "entry socket", "entry worker-"})
    void killedAsSoonAsThereIsA(String sign, @TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", DoomedClient.class, "wait")) {
            client.awaitLine("begins");
            await(sign)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Arena.LONG)
                    .until(() -> client.remains().stream()
                            .anyMatch(one -> one.startsWith(sign) && !one.startsWith("process " + client.pid() + " ")));
            client.kill();
            awaitNothingLeft(client, "kill -9 of the client as soon as there was a " + sign.strip());
        }
    }

    @Test
    void stoppedForLongerThanAnyoneWaits(@TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", PausedClient.class)) {
            client.awaitLine("runs");
            Arena.signal("STOP", client.pid());
            // Not a synchronisation: it is the pause itself, longer than the 10 s in which an agent and a worker must
            // answer.
            TimeUnit.SECONDS.sleep(12);
            Arena.signal("CONT", client.pid());
            client.tell();
            assertThat(client.awaitLine("outcome:")).isEqualTo("outcome: slept, same worker");
            assertThat(client.join()).isZero();
            awaitNothingLeft(client, "a client that was stopped for 12 s");
        }
    }

    @Test
    void terminated(@TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", DoomedClient.class, "wait")) {
            client.awaitLine("runs");
            client.remains();
            client.terminate();
            assertThat(client.join()).isEqualTo(128 + 15);
            awaitNothingLeft(client, "SIGTERM of the client");
        }
    }

    @ParameterizedTest
    @CsvSource({"exit, 5", "return, 0", "throw, 1"})
    void endsWithoutClosing(String way, int exitCode, @TempDir Path temporary) throws Exception {
        try (ClientProgram client = new ClientProgram(temporary, "", DoomedClient.class, way)) {
            client.awaitLine("runs");
            client.remains();
            assertThat(client.join()).isEqualTo(exitCode);
            awaitNothingLeft(client, "the client's own end by " + way);
        }
    }

    private static void awaitNothingLeft(ClientProgram client, String what) {
        long begin = System.nanoTime();
        await("nothing is left")
                .pollInterval(Duration.ofMillis(10))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(client.remains()).isEmpty());
        System.out.printf(
                "%s: nothing left after %d ms%n", what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }
}
