package dev.myriapod.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.cli.CliProgram;
import dev.myriapod.cli.CommandRun;
import dev.myriapod.cli.map.Functions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Coordinators and worker hosts as programs of their own. */
@Tag("long")
@Timeout(600)
class ServicesTest {
    private static final String OBEY = Functions.class.getName() + "::obey";

    @TempDir
    private Path directory;

    @Test
    void isFoundByTheOtherCommandsAndEndsInOrder() throws Exception {
        // Whatever its directory is called.
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory.resolve("100% mine"), "--slots=2")) {
            assertThat(coordinator.run("health").exitCode()).isZero();
            assertThat(coordinator
                            .run("health", "--connect", coordinator.address())
                            .out())
                    .isEqualTo(coordinator.address() + " serves\n");

            CliProgram map = CliProgram.start(
                    Files.createDirectories(directory.resolve("client")),
                    Map.of("MYRIAPOD_TOKEN_FILE", coordinator.token().toString()),
                    "map",
                    "-p=2",
                    "--connect=" + coordinator.address(),
                    "--class-path=" + CliProgram.testClasses(),
                    OBEY);
            CliProgram.Result mapped = map.run(List.of("abc", "throw", "def"));

            assertThat(mapped.lines()).containsExactly("cba \u00fc", "fed \u00fc");
            assertThat(mapped.errors()).singleElement().asString().contains("line 2 failed");
            assertThat(coordinator.run("logs").out()).contains("Attached to the coordinator");
            assertThat(coordinator.end()).isZero();
        }
    }

    @Test
    void makesATokenOnceAndDoesNotShowItToAFile() throws Exception {
        String token;
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory)) {
            token = Files.readString(coordinator.token(), UTF_8).strip();
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(coordinator.token())))
                    .isEqualTo("rw-------");
            assertThat(coordinator.program().errors())
                    .anySatisfy(line ->
                            assertThat(line).contains(coordinator.token().toString()))
                    .noneSatisfy(line -> assertThat(line).contains(token));
            // As a machine that is switched off would: the socket's name stays.
            coordinator.program().process().destroyForcibly().waitFor();
        }
        try (CoordinatorProgram again = CoordinatorProgram.start(directory)) {
            assertThat(Files.readString(again.token(), UTF_8).strip()).isEqualTo(token);
            assertThat(again.program().errors())
                    .noneSatisfy(line -> assertThat(line).contains("token was made"));
            assertThat(again.run("health").exitCode()).isZero();
            assertThat(again.end()).isZero();
        }
    }

    @Test
    void oneDataDirectoryIsForOneCoordinator() throws Exception {
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory)) {
            CommandRun.Result second = coordinator.run("coordinator", "--listen=localhost:0");

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .contains("Another coordinator is listening on")
                    .contains("--data-directory");
            assertThat(coordinator.run("health").exitCode()).isZero();
            assertThat(coordinator.end()).isZero();
        }
    }

    @Test
    void hostsJoinWithTheTokenAndLeaveInOrder() throws Exception {
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory)) {
            Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
            try (CliProgram host = worker(elsewhere, coordinator.address(), coordinator.token())) {
                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(
                                () -> assertThat(coordinator.run("status").out())
                                        .containsPattern("thishost +\\d+ +3 +0  attached"));
                host.process().destroy();
                assertThat(host.awaitExit()).isZero();
            }
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(coordinator.run("status").out()).doesNotContain("thishost"));
            assertThat(coordinator.end()).isZero();
        }
    }

    @Test
    void aHostWithAnotherTokenIsRefused() throws Exception {
        Path other = Files.writeString(directory.resolve("other"), "x".repeat(32));
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory);
                CliProgram host =
                        worker(Files.createDirectories(directory.resolve("elsewhere")), coordinator.address(), other)) {
            assertThat(host.awaitExit()).isEqualTo(3);
            assertThat(host.errors())
                    .anySatisfy(line ->
                            assertThat(line).startsWith("myriapod worker: ").contains("does not take this token"));
            CommandRun.Result health =
                    coordinator.run("health", "--connect", coordinator.address(), "--token-file", other.toString());
            assertThat(health.exitCode()).isEqualTo(3);
            assertThat(health.err()).contains("does not take this token").contains("--token-file");
            assertThat(coordinator.end()).isZero();
        }
    }

    @Test
    void aWorkersHealthIsWhetherItIsAttached() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        CommandRun there = CommandRun.in(elsewhere, Map.of());
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory);
                CliProgram host = worker(elsewhere, coordinator.address(), coordinator.token())) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(there.run("health"))
                            .isEqualTo(new CommandRun.Result(
                                    0, coordinator.address() + " serves, and thishost is attached to it\n", "")));
            Path running = elsewhere.resolve(".local/share/myriapod/worker.running");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running)))
                    .isEqualTo("rw-------");
            assertThat(running)
                    .content()
                    .doesNotContain(Files.readString(coordinator.token()).strip());

            assertThat(coordinator.end()).isZero();
            assertThat(there.run("health").exitCode()).isEqualTo(3);

            host.process().destroy();
            assertThat(host.awaitExit()).isZero();
            assertThat(running).doesNotExist();
        }
    }

    @Test
    void aCoordinatorsHealthNeedsToBeToldNothing() throws Exception {
        Path token = Files.writeString(directory.resolve("secret"), "x".repeat(32));
        Path socket = directory.resolve("another socket");
        try (CoordinatorProgram coordinator =
                CoordinatorProgram.start(directory, "--token-file=" + token, "--socket=" + socket)) {
            CommandRun.Result health = coordinator.run("health");
            assertThat(health.err()).isEmpty();
            assertThat(health.exitCode()).isZero();
            assertThat(coordinator.end()).isZero();
        }
        assertThat(directory.resolve("data/coordinator.running")).doesNotExist();
    }

    @Test
    void aHostThatCannotUseItsCertificatesSaysSo() throws Exception {
        Path token = Files.writeString(directory.resolve("secret"), "x".repeat(32));
        Path none = Files.writeString(directory.resolve("authorities"), "not PEM at all");
        try (CliProgram host = CliProgram.start(
                directory,
                "worker",
                "--connect=myriapods://localhost:1",
                "--token-file=" + token,
                "--tls-authorities=" + none)) {
            assertThat(host.awaitExit()).isEqualTo(2);
            assertThat(host.errors())
                    .last()
                    .asString()
                    .startsWith("myriapod worker: ")
                    .contains("--tls-authorities");
        }
    }

    private static CliProgram worker(Path home, String address, Path token) throws Exception {
        return CliProgram.start(
                home, "worker", "--connect=" + address, "--token-file=" + token, "--slots=3", "--name=thishost");
    }
}
