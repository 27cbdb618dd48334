package dev.myriapod.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.Myriapod;
import dev.myriapod.cli.CommandRun;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.log.RecentLog;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a coordinator, which runs in this JVM. */
@Timeout(120)
class StatusTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private Coordinator coordinator;
    private String uri;

    @BeforeEach
    void start() throws IOException {
        coordinator = Coordinator.start(ByteString.copyFromUtf8(TOKEN), directory);
        coordinator.listen(directory.resolve("socket"));
        uri = "myriapod+unix://" + directory.resolve("socket");
    }

    @AfterEach
    void end() {
        coordinator.close();
    }

    @Test
    void healthSaysThatItServes() {
        CommandRun.Result result = run("health");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(uri + " serves\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void nobodyAnswers() {
        coordinator.close();

        for (String command : List.of("health", "status", "top", "logs")) {
            CommandRun.Result result = run(command);
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).startsWith("myriapod " + command + ": The coordinator at " + uri);
        }
    }

    @Test
    void statusShowsQueuesAndLocks() throws InterruptedException {
        try (Myriapod client = Myriapod.connect(uri, ConnectOptions.defaults().withToken(TOKEN))) {
            SharedQueue<String> queue = client.queue("jobs");
            queue.put("one");
            SharedLock lock = client.lock("door");
            lock.lock();
            try {
                String text = run("status").out();
                assertThat(text).containsPattern("QUEUES\nqueue +length +waiters .*\njobs +1 +0 ");
                assertThat(text).containsPattern("LOCKS\nlock +owner .*\ndoor +\\S.*thread");
                assertThat(run("status", "--json").out())
                        .contains("\"kind\": \"SHARED_KIND_QUEUE\"")
                        .contains("\"name\": \"jobs\"")
                        .contains("\"pools\": []");
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    void topShowsItAgainAndAgain() {
        CommandRun.Result result = run("top", "--times=3", "--interval=10ms");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines().filter(line -> line.startsWith("coordinator ")))
                .hasSize(3);
        assertThat(result.out()).contains(uri + ", 0 tasks a second").doesNotContain("\u001b");
    }

    @Test
    void logsShowsWhatIsKept() {
        coordinator.serveLog(
                after -> List.of(new RecentLog.Line(after + 1, 0, "WARN", "some.pack.Type", "this\u001b[2J happened")));

        assertThat(run("logs").out()).endsWith(" WARN  Type: this?[2J happened\n");
        assertThat(run("logs", "--json").out())
                .contains("\"level\":\"WARN\"")
                .contains("\"number\":\"1\"")
                .endsWith("}\n");
    }

    private CommandRun.Result run(String command, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = command;
        arguments[1] = "--connect=" + uri;
        System.arraycopy(options, 0, arguments, 2, options.length);
        return CommandRun.in(directory, Map.of("MYRIAPOD_TOKEN", TOKEN)).run(arguments);
    }
}
