package dev.myriapod.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.cli.CommandRun;
import dev.myriapod.cli.connection.DataDirectory;
import dev.myriapod.cli.connection.RunningService;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.remote.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Health checks go by what a service has left in its data directory. */
@Timeout(120)
class HealthTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path home;

    private DataDirectory data;
    private Path token;
    private String uri;
    private Coordinator coordinator;

    @BeforeEach
    void start() throws IOException {
        data = new DataDirectory(Files.createDirectories(home.resolve(".local/share/myriapod")));
        token = Files.writeString(home.resolve("secret"), TOKEN);
        coordinator = Coordinator.start(ByteString.copyFromUtf8(TOKEN), home);
        Path socket = home.resolve("a socket");
        coordinator.listen(socket);
        uri = DataDirectory.uri(socket);
    }

    @AfterEach
    void end() {
        coordinator.close();
    }

    private CommandRun.Result health(Map<String, String> variables, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "health";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandRun.in(home, variables).run(arguments);
    }

    @Test
    void aCoordinatorIsReachedAsItWasStarted() throws Exception {
        RunningService.coordinator(uri, Optional.of(token)).announce(data);

        assertThat(health(Map.of()).out()).endsWith(" serves\n");
        assertThat(health(Map.of()).exitCode()).isZero();
        assertThat(health(Map.of("MYRIAPOD_CONNECT", uri)).exitCode()).isZero();
    }

    @Test
    void whoNamesAnotherOneAsksAnotherOne() throws Exception {
        RunningService.coordinator(uri, Optional.of(token)).announce(data);
        String nobody = "myriapod://localhost:1";
        Map<String, String> withToken = Map.of("MYRIAPOD_TOKEN", TOKEN);

        assertThat(health(withToken, "--connect", nobody).err()).contains(nobody);
        assertThat(health(Map.of("MYRIAPOD_TOKEN", TOKEN, "MYRIAPOD_CONNECT", nobody))
                        .err())
                .contains(nobody);
        Path other = Files.writeString(home.resolve("other"), "x".repeat(32));
        assertThat(health(Map.of(), "--connect", uri, "--token-file", other.toString())
                        .err())
                .contains("does not take this token");
    }

    @Test
    void aWorkerThatIsNotAttachedIsNotHealthy() throws Exception {
        RunningService.worker(uri, "thishost", Optional.of(token), TlsOptions.defaults())
                .announce(data);

        CommandRun.Result result = health(Map.of());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).endsWith(" serves, and thishost is not attached to it\n");
    }

    @Test
    void whatOneLeftThatWasKilledDoesNotCount() throws Exception {
        Process over = new ProcessBuilder("true").start();
        assertThat(over.waitFor()).isZero();
        new RunningService(uri, over.pid(), "", Optional.of(token), TlsOptions.defaults()).announce(data);

        assertThat(health(Map.of("MYRIAPOD_TOKEN", TOKEN)).err()).contains("myriapod://localhost:7717");
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        TlsOptions tls = new TlsOptions(
                Optional.of(home.resolve("authorities")),
                Optional.of(home.resolve("certificate")),
                Optional.of(home.resolve("key")),
                Optional.of("name"));
        RunningService worker = RunningService.worker("myriapods://host", "thishost", Optional.of(token), tls);
        worker.announce(data);

        assertThat(RunningService.find(data)).contains(worker);

        worker.withdraw(data);
        worker.withdraw(data);
        assertThat(RunningService.find(data)).isEmpty();
        assertThat(data.path()).isEmptyDirectory();
    }

    @Test
    void oneWithdrawsOnlyItsOwn() throws Exception {
        RunningService mine = RunningService.coordinator(uri, Optional.empty());
        mine.announce(data);

        new RunningService(uri, 1, "", Optional.empty(), TlsOptions.defaults()).withdraw(data);

        assertThat(RunningService.find(data)).contains(mine);
    }

    @Test
    void whatCannotBeReadIsTold() throws Exception {
        Files.writeString(data.path().resolve("worker.running"), "pid=many");

        CommandRun.Result result = health(Map.of());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("worker.running cannot be read").contains("--connect");
    }
}
