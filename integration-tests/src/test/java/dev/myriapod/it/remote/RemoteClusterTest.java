package dev.myriapod.it.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.agent.host.HostAgent;
import dev.myriapod.failure.CannotConnectException;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.shared.SharedQueue;
import java.io.File;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients, a coordinator and hosts that are not one program. */
@ExtendWith(CleanHouse.class)
@Tag("long")
@Timeout(120)
class RemoteClusterTest {
    @Test
    void functionsRunElsewhereAsTheyDoHere() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            elsewhere.host(2);
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(2)) {
                assertThat(pool.map(Work::square, List.of(1, 2, 3))).containsExactly(1, 4, 9);
                SharedQueue<Long> pids = cluster.queue();
                pool.submit(Work::tell, pids).get();
                assertThat(pids.take()).isNotEqualTo(ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void codeGoesWhereItRunsAndOnFromThere() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            elsewhere.host(2);
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(1)) {
                String classPath = pool.submit(Work::classPath).get();
                assertThat(classPath.split(File.pathSeparator, -1))
                        .allSatisfy(entry -> assertThat(entry).matches(".*/artifacts/.*[0-9a-f]{64}\\.jar"));
                assertThat(pool.submit(Work::classPathOfAPoolInHere).get()).isEqualTo(classPath);
            }
        }
    }

    @Test
    void aPoolWaitsForHostsAndGrowsWithThem() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere();
                Myriapod cluster = elsewhere.connect();
                ProcessPool pool = cluster.pool(3)) {
            TaskFuture<Integer> waiting = pool.submit(Work::square, 3);
            elsewhere.host(1);
            assertThat(waiting.get()).isEqualTo(9);
            assertThat(processes(pool, 4)).hasSize(1);

            elsewhere.host(2);
            await().until(() -> processes(pool, 12).size() == 3);
        }
    }

    private static Set<Long> processes(ProcessPool pool, int tasks) throws Exception {
        return new HashSet<>(pool.map(Work::pidAfter, Collections.nCopies(tasks, 20L)));
    }

    @Test
    void aPoolThatInsistsOnItsSizeIsRefused() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            elsewhere.host(1);
            try (Myriapod cluster = elsewhere.connect()) {
                try (ProcessPool pool = cluster.pool(1)) {
                    pool.submit(Work::square, 1).get();
                }
                try (ProcessPool pool = cluster.pool(
                        PoolOptions.builder().size(2).requireSlots(true).build())) {
                    // By the future, or by submit itself if the pool has heard of it by then.
                    Throwable refusal =
                            catchThrowable(() -> pool.submit(Work::square, 3).get());
                    assertThat(refusal instanceof ExecutionException ? refusal.getCause() : refusal)
                            .isInstanceOf(PoolBrokenException.class)
                            .hasMessageContaining("needs 2 workers")
                            .hasMessageContaining("1 slots");
                }
            }
        }
    }

    @Test
    void twoClientsShareWhatThereIs() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            elsewhere.host(2);
            try (Myriapod first = elsewhere.connect();
                    ProcessPool greedy = first.pool(8)) {
                await().until(() -> processes(greedy, 8).size() == 2);
                try (Myriapod second = elsewhere.connect();
                        ProcessPool late = second.pool(8)) {
                    assertThat(late.submit(Work::square, 3).get()).isEqualTo(9);
                    assertThat(processes(late, 4)).hasSize(1);
                    await().until(() -> processes(greedy, 8).size() == 1);
                }
                await().until(() -> processes(greedy, 8).size() == 2);
            }
        }
    }

    @Test
    void whoseHostIsLostIsRunAgainElsewhereIfItMay() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            HostAgent lost = elsewhere.host(1);
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(1)) {
                TaskFuture<Integer> once = pool.submit(Work::hang);
                awaitRunning(once);
                lost.close();
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(once::get)
                        .withCauseInstanceOf(WorkerCrashedException.class);

                HostAgent next = elsewhere.host(1);
                TaskFuture<Long> again =
                        pool.with(TaskOptions.builder().retries(1).build()).submit(Work::pidAfter, 2_000L);
                awaitRunning(again);
                next.close();
                elsewhere.host(1);
                assertThat(again.get()).isNotEqualTo(ProcessHandle.current().pid());
            }
        }
    }

    private static void awaitRunning(TaskFuture<?> future) {
        await().until(() -> future.taskState() == TaskState.RUNNING);
    }

    @Test
    void aHostThatLeavesInOrderFinishesWhatItRuns() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            HostAgent leaving = elsewhere.host(1);
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(1)) {
                TaskFuture<Long> running = pool.submit(Work::pidAfter, 1_000L);
                awaitRunning(running);
                TaskFuture<Integer> next = pool.submit(Work::square, 3);

                leaving.drain(Duration.ofSeconds(60));

                assertThat(running.isDone()).isTrue();
                assertThat(running.get()).isPositive();
                assertThat(next.isDone()).isFalse();
                elsewhere.host(1);
                assertThat(next.get()).isEqualTo(9);
            }
        }
    }

    @Test
    void whenTheCoordinatorEndsEverybodyHearsOfItAndHostsComeBack() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            HostAgent host = elsewhere.host(1);
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(1)) {
                TaskFuture<Integer> running = pool.submit(Work::hang);
                awaitRunning(running);
                elsewhere.endCoordinator();
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(running::get)
                        .withCauseInstanceOf(CoordinatorLostException.class);
            }
            elsewhere.begin();
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(1)) {
                assertThat(pool.submit(Work::square, 3).get()).isEqualTo(9);
            }
            assertThat(host.awaitClosed(Duration.ofNanos(1))).isFalse();
        }
    }

    @Test
    void whoHasTheWrongTokenIsRefused() throws Exception {
        String wrong = "f".repeat(32);
        try (Elsewhere elsewhere = new Elsewhere()) {
            assertThatExceptionOfType(CannotConnectException.class)
                    .isThrownBy(() -> Myriapod.connect(
                            elsewhere.uri(), ConnectOptions.defaults().withToken(wrong)))
                    .withMessageContaining("does not take this token")
                    .withMessageNotContaining(wrong);
            HostAgent host = elsewhere.host(1, wrong);
            assertThatExceptionOfType(HostAgent.RefusedException.class)
                    .isThrownBy(() -> host.awaitClosed(Duration.ofSeconds(60)))
                    .withMessageContaining("token");
        }
    }

    @Test
    void aSocketOfThisHostLeadsThereAsWell() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere()) {
            elsewhere.host(1);
            try (Myriapod cluster = Myriapod.connect(
                            elsewhere.socketUri(), ConnectOptions.defaults().withToken(Elsewhere.TOKEN));
                    ProcessPool pool = cluster.pool(1)) {
                assertThat(pool.submit(Work::square, 3).get()).isEqualTo(9);
            }
        }
    }

    @Test
    void whereNobodyListensTheReasonIsTold() {
        assertThatExceptionOfType(CannotConnectException.class)
                .isThrownBy(() -> Myriapod.connect(
                        "myriapod+unix:///nowhere/at/all",
                        ConnectOptions.defaults()
                                .withToken(Elsewhere.TOKEN)
                                .withConnectTimeout(Duration.ofMillis(300))))
                .withMessageContaining("No coordinator answered at myriapod+unix:///nowhere/at/all");
    }
}
