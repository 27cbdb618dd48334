package dev.myriapod.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.shared.SharedQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole hosts are lost, each in its way, and come back. */
@Tag("containers")
@Timeout(180)
class ClusterFaultsTest {
    private static final int HOSTS = 3;
    /** Frozen or cut off: noticed within ten seconds, and some for busy machines. */
    private static final Duration NOTICED = Duration.ofSeconds(20);

    private static MyriapodCluster cluster;

    @BeforeAll
    static void start() {
        cluster = new MyriapodCluster(TestImage.name()).withWorkers(HOSTS).withSlots(1);
        cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.stop();
    }

    /** The test before may have left a host that is just coming back. */
    @BeforeEach
    void everyHostIsThere() {
        try (Myriapod myriapod = cluster.connect();
                ProcessPool pool = myriapod.pool(HOSTS)) {
            awaitAllHosts(pool);
        }
    }

    private static Set<String> hosts(ProcessPool pool) throws Exception {
        return new TreeSet<>(pool.map(Deeds::hostAfter, Collections.nCopies(2 * HOSTS, 100L)));
    }

    private static void awaitAllHosts(ProcessPool pool) {
        await().atMost(Duration.ofSeconds(60)).until(() -> hosts(pool).size() == HOSTS);
    }

    /** As many tasks as needed until one of them hangs on each of these hosts; they may run twice. */
    private static List<TaskFuture<String>> hangOn(Myriapod myriapod, ProcessPool pool, String... hosts)
            throws Exception {
        List<TaskFuture<String>> tasks = new ArrayList<>();
        for (String host : hosts) {
            SharedQueue<String> places = myriapod.queue();
            do {
                tasks.add(pool.with(TaskOptions.builder().retries(1).build()).submit(Deeds::hangThere, places, host));
            } while (!places.take().equals(host));
        }
        return tasks;
    }

    private static int jvmsOf(NodeContainer host) throws Exception {
        // The brackets keep grep from finding itself.
        String count = host.execInContainer(
                        "sh", "-c", "grep -l '[W]orkerMain' /proc/[0-9]*/cmdline 2>/dev/null | wc -l")
                .getStdout();
        return Integer.parseInt(count.strip());
    }

    private static void awaitNoJvms(Duration patience) {
        await().atMost(patience).until(() -> {
            int jvms = 0;
            for (int host = 0; host < HOSTS; host++) {
                jvms += jvmsOf(cluster.worker(host));
            }
            return jvms == 0;
        });
    }

    @Test
    void whatRunsOnAKilledHostIsLostAndNothingElse() throws Exception {
        try (Myriapod myriapod = cluster.connect();
                ProcessPool pool = myriapod.pool(HOSTS)) {
            // Or a worker that is still starting would be missed below, and the one that is killed have nothing to
            // lose.
            awaitAllHosts(pool);
            List<TaskFuture<String>> tasks = new ArrayList<>();
            for (int task = 0; task < 60; task++) {
                tasks.add(pool.submit(Deeds::hostAfter, 100L));
            }
            tasks.get(3).get();
            cluster.worker(1).kill();

            int crashed = 0;
            for (TaskFuture<String> task : tasks) {
                ExecutionException failure = catchThrowableOfType(ExecutionException.class, task::get);
                if (failure != null) {
                    assertThat(failure).hasCauseInstanceOf(WorkerCrashedException.class);
                    crashed++;
                }
            }
            // One slot: at most one task had begun there.
            assertThat(crashed).isLessThanOrEqualTo(1);
            assertThat(hosts(pool)).containsExactly("worker-0", "worker-2");

            cluster.worker(1).restart();
            awaitAllHosts(pool);
        }
    }

    /** One is frozen, one is cut off: nobody closes a connection, and each finds out by itself. */
    @Test
    void silentHostsAreNoticedAndTheirTasksGoElsewhere() throws Exception {
        try (Myriapod myriapod = cluster.connect();
                ProcessPool pool = myriapod.pool(HOSTS)) {
            List<TaskFuture<String>> tasks = hangOn(myriapod, pool, "worker-1", "worker-2");
            long begun = System.nanoTime();
            cluster.worker(1).pause();
            cluster.worker(2).disconnect();

            for (TaskFuture<String> task : tasks) {
                assertThat(task.get()).isNotEqualTo("");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(NOTICED);
            assertThat(hosts(pool)).containsExactly("worker-0");
            // The one that is cut off has noticed as well, and has ended what it ran.
            await().atMost(NOTICED).until(() -> jvmsOf(cluster.worker(2)) == 0);

            cluster.worker(1).resume();
            cluster.worker(2).reconnect();
            awaitAllHosts(pool);
            for (int host = 0; host < HOSTS; host++) {
                assertThat(jvmsOf(cluster.worker(host)))
                        .as("JVMs of worker %d", host)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void whenTheCoordinatorIsKilledEverybodyHearsOfItOnceAndHostsComeBack() throws Exception {
        try (Myriapod myriapod = cluster.connect();
                ProcessPool pool = myriapod.pool(HOSTS)) {
            List<TaskFuture<String>> tasks = new ArrayList<>();
            for (int task = 0; task < HOSTS + 2; task++) {
                tasks.add(pool.submit(Deeds::hang));
            }
            SharedQueue<String> queue = myriapod.queue();
            awaitRunning(tasks.get(HOSTS - 1));
            cluster.coordinator().kill();

            for (TaskFuture<String> task : tasks) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(task::get)
                        .withCauseInstanceOf(CoordinatorLostException.class);
            }
            assertThatExceptionOfType(CoordinatorLostException.class).isThrownBy(queue::take);
            awaitNoJvms(NOTICED);
        } finally {
            cluster.coordinator().restart();
        }
        everyHostIsThere();
    }

    private static void awaitRunning(TaskFuture<?> task) {
        await().atMost(Duration.ofSeconds(60)).until(() -> task.taskState() == TaskState.RUNNING);
    }

    @Test
    void whatAKilledClientHadRunningIsGone() throws Exception {
        Process client = DoomedClient.start(cluster, HOSTS);
        await().atMost(Duration.ofSeconds(60)).until(() -> jvmsOf(cluster.worker(HOSTS - 1)) > 0);
        assertThat(client.inputReader().readLine()).isEqualTo("running");
        long killed = System.nanoTime();
        client.destroyForcibly();

        // Its connection closes with it, so two seconds are promised; three times that, as for all that is timed.
        awaitNoJvms(Duration.ofSeconds(6));
        System.out.printf(
                "a client outside was killed: no JVM of it in the containers after %d ms%n",
                Duration.ofNanos(System.nanoTime() - killed).toMillis());
        assertThat(client.waitFor()).isEqualTo(128 + 9);
    }
}
