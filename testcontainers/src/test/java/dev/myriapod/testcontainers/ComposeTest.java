package dev.myriapod.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.remote.ConnectOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The compose file brings up a cluster, which programs outside of it use as they would use their own machine. */
@Tag("containers")
@Timeout(180)
class ComposeTest {
    @TempDir
    private static Path directory;

    private static ComposeProject project;

    @BeforeAll
    static void up() throws Exception {
        project = ComposeProject.withToken("myriapod-under-test", directory);
        project.call("up", "-d", "--no-build");
    }

    @AfterAll
    static void down() throws Exception {
        // With what the containers said; nobody looks at it unless a test has failed.
        System.err.println(project.call("logs", "--no-color"));
        project.close();
    }

    private static Myriapod connect() {
        return Myriapod.connect(project.uri(), ConnectOptions.defaults().withTokenFile(project.tokenFile()));
    }

    @Test
    void everyContainerIsHealthyAndStaysOnThisMachine() throws Exception {
        for (String service : List.of("coordinator", "worker")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Set.copyOf(project.inspect(service, "{{.State.Health.Status}}"))
                            .equals(Set.of("healthy")));
        }
        assertThat(project.inspect("coordinator", "{{json .NetworkSettings.Ports}}"))
                .allMatch(ports -> ports.contains("127.0.0.1") && !ports.contains("0.0.0.0"));
    }

    @Test
    void tasksHaveNoPrivilegesAndNothingToWriteToButWhatIsTheirs() throws Exception {
        try (Myriapod myriapod = connect();
                ProcessPool pool = myriapod.pool(1)) {
            assertThat(pool.apply(Deeds::status))
                    .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1")
                    .noneMatch(line -> line.matches("Uid:.*\\t0\\b.*"));
            assertThat(pool.map(Deeds::canWrite, List.of("/x", "/opt/myriapod/x", "/usr/bin/x", "/tmp/x")))
                    .containsExactly(false, false, false, true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void examplesRunAsTheyAre(Example example) throws Exception {
        ConnectedProvider.connectBy(ComposeTest::connect);
        assertThat(example.output()).containsExactlyInAnyOrderElementsOf(example.expected());
    }

    @Test
    void moreWorkersTakeOnLoad() throws Exception {
        try (Myriapod myriapod = connect();
                ProcessPool pool = myriapod.pool(6)) {
            assertThat(hosts(pool)).hasSize(1);
            project.call("up", "-d", "--no-build", "--no-recreate", "--scale", "worker=3");
            await().atMost(Duration.ofSeconds(60)).until(() -> hosts(pool).size() == 3);
        } finally {
            project.call("up", "-d", "--no-build", "--no-recreate", "--scale", "worker=1");
        }
    }

    private static Set<String> hosts(ProcessPool pool) throws Exception {
        return new TreeSet<>(pool.map(Deeds::hostAfter, Collections.nCopies(12, 100L)));
    }
}
