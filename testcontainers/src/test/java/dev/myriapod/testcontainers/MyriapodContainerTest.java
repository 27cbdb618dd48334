package dev.myriapod.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Capability;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.ContainerLaunchException;

/** One container is a cluster, whoever it runs as. */
@Tag("containers")
@Timeout(120)
class MyriapodContainerTest {
    /** Nobody the image knows, nothing to write to but memory, no privilege, and no init but the image's own. */
    private static MyriapodContainer strict() {
        return new MyriapodContainer(TestImage.name())
                .withSlots(2)
                .withTmpFs(Map.of("/tmp", "mode=1777", "/var/lib/myriapod", "mode=1777"))
                .withCreateContainerCmdModifier(command -> command.withUser("12345:0")
                        .getHostConfig()
                        .withReadonlyRootfs(false)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges:true")));
    }

    @Test
    void runsTasksAsAnybody() throws Exception {
        try (MyriapodContainer container = strict()) {
            container.start();
            try (Myriapod myriapod = container.connect();
                    ProcessPool pool = myriapod.pool(2)) {
                assertThat(pool.map(Deeds::square, List.of(1, 2, 3))).containsExactly(1, 4, 9);
                assertThat(pool.apply(Deeds::status)).anyMatch(line -> line.matches("Uid:\\t12345\\t.*"));

                long orphan = pool.apply(Deeds::leaveAnOrphan);
                await().until(() -> !exists(container, orphan));
            }
        }
    }

    /** Also after its end, until somebody reaps it. */
    private static boolean exists(MyriapodContainer container, long process) throws Exception {
        return container.execInContainer("sh", "-c", "test -e /proc/" + process).getExitCode() == 0;
    }

    @Test
    void whyItDoesNotStartStandsInTheException() {
        try (MyriapodContainer container =
                new MyriapodContainer(TestImage.name()).withEnv("MYRIAPOD_TOKEN_FILE", "/nowhere/token")) {
            assertThatExceptionOfType(ContainerLaunchException.class)
                    .isThrownBy(container::start)
                    .withStackTraceContaining("There is no token to start with. /nowhere/token");
        }
    }
}
