package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who fails with a killed worker and who does not, how soon that is known, and how soon another worker serves. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(180)
class KilledWorkersTest {
    /** The promise is three seconds on a machine that has nothing else to do. */
    private static final Duration REPLACED = Duration.ofSeconds(9);

    @Test
    void onlyTheTasksOfTheKilledWorkerFailAndAnotherServesSoon() throws Exception {
        PoolOptions options = PoolOptions.builder().size(2).threadsPerWorker(2).build();
        try (Arena arena = Arena.openAndWarm(options);
                Gate gate = new Gate()) {
            List<TaskFuture<Long>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(arena.pool().submit(Gate::pass, gate.port()));
            }
            for (int i = 0; i < 4; i++) {
                gate.awaitArrival();
            }
            long pid = Arena.awaitRunning(running.get(0));
            List<TaskFuture<Long>> lost = new ArrayList<>();
            List<TaskFuture<Long>> spared = new ArrayList<>();
            for (TaskFuture<Long> future : running) {
                (Arena.awaitRunning(future) == pid ? lost : spared).add(future);
            }
            assertThat(lost).as("two threads, two tasks").hasSize(2);

            long kill = System.nanoTime();
            Arena.kill(pid);
            List<WorkerCrashedException> failures = new ArrayList<>();
            for (TaskFuture<Long> future : lost) {
                failures.add(Outcomes.promptFailure(future, WorkerCrashedException.class));
            }
            assertThat(failures)
                    .doesNotHaveDuplicates()
                    .allMatch(failure -> failure.workerPid() == pid)
                    .allMatch(failure -> failure.exitCode() == -9)
                    .allSatisfy(failure -> assertThat(failure)
                            .hasMessageContaining("ask " + failure.taskId())
                            .hasMessageContaining("pid " + pid)
                            .hasMessageContaining("attempt 1"));

            // Every thread of the other worker waits at the gate.
            assertThat(Outcomes.result(arena.pool().submit(Deeds::pid)))
                    .isNotEqualTo(pid)
                    .isNotEqualTo(spared.get(0).workerPid());
            Duration took = Duration.ofNanos(System.nanoTime() - kill);
            System.out.printf("kill -9 of a worker: another one serves after %d ms%n", took.toMillis());
            assertThat(took).isLessThan(REPLACED);

            gate.letThrough();
            for (TaskFuture<Long> future : spared) {
                assertThat(Outcomes.result(future)).isEqualTo(future.workerPid());
            }
            arena.assertWorks();
        }
    }

    // By a command, as the JDK refuses to kill the process that it runs in.
    static long passAndKill(int port, long victim) throws Exception {
        Gate.pass(port);
        new ProcessBuilder("kill", "-9", Long.toString(victim)).start().waitFor();
        return victim;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 13})
    void workersThatKillEachOther(int size) throws Exception {
        PoolOptions options = PoolOptions.builder()
                .size(size)
                .jvmOptions("-XX:TieredStopAtLevel=1", "-Xmx64m")
                .build();
        try (Arena arena = Arena.openAndWarm(options);
                Gate gate = new Gate()) {
            List<Long> pids = arena.workers();
            List<TaskFuture<Long>> futures = new ArrayList<>();
            for (long victim : pids) {
                futures.add(arena.pool().submit(KilledWorkersTest::passAndKill, gate.port(), victim));
            }
            for (int i = 0; i < size; i++) {
                gate.awaitArrival();
            }
            gate.letThrough();
            int crashed = 0;
            for (int i = 0; i < size; i++) {
                try {
                    assertThat(futures.get(i).get(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                            .isEqualTo(pids.get(i));
                } catch (ExecutionException e) {
                    // Whoever was killed before it had killed has spared its victim.
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    WorkerCrashedException.class,
                                    crash -> assertThat(crash.signal()).hasValue(9));
                    crashed++;
                }
            }
            assertThat(crashed).isPositive();
            arena.assertWorks();
        }
    }
}
