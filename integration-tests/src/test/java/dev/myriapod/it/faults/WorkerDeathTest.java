package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worker dies under its task: the evidence reaches the caller, the pool goes on. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class WorkerDeathTest {
    @Test
    void killed() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> future = arena.pool().submit(Deeds::loop);
            long pid = Arena.awaitRunning(future);
            Arena.kill(pid);
            WorkerCrashedException failure = Outcomes.promptFailure(future, WorkerCrashedException.class);

            assertThat(failure.workerPid()).isEqualTo(pid);
            assertThat(failure.exitCode()).isEqualTo(-9);
            assertThat(failure.signal()).hasValue(9);
            assertThat(failure.outOfMemory()).isFalse();
            assertThat(failure.hsErr()).isEmpty();
            assertThat(failure).hasMessageContaining("signal 9").hasMessageContaining("retries");
            assertThat(future.taskState()).isEqualTo(TaskState.CRASHED);
            arena.assertWorks();
        }
    }

    @Test
    void bothKilledAtOnce() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> one = arena.pool().submit(Deeds::loop);
            TaskFuture<Integer> other = arena.pool().submit(Deeds::loop);
            List<Long> pids = List.of(Arena.awaitRunning(one), Arena.awaitRunning(other));
            pids.forEach(Arena::kill);
            assertThat(Outcomes.failureWhileRunning(one, WorkerCrashedException.class)
                            .workerPid())
                    .isEqualTo(pids.get(0));
            assertThat(Outcomes.failureWhileRunning(other, WorkerCrashedException.class)
                            .workerPid())
                    .isEqualTo(pids.get(1));
            arena.assertWorks();
        }
    }

    @Test
    void systemExit() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            WorkerCrashedException failure =
                    Outcomes.promptFailure(arena.pool().submit(Deeds::exit, 7), WorkerCrashedException.class);
            assertThat(failure.exitCode()).isEqualTo(7);
            assertThat(failure.signal()).isEmpty();
            assertThat(failure.stderr()).contains("leaving with 7");
            assertThat(failure).hasMessageContaining("7").hasMessageContaining("System.exit");
            arena.assertWorks();
        }
    }

    @Test
    void systemExitWithZeroIsACrashAsWell() throws Exception {
        try (Arena arena = Arena.open()) {
            WorkerCrashedException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(Deeds::exit, 0), WorkerCrashedException.class);
            assertThat(failure.exitCode()).isZero();
            arena.assertWorks();
        }
    }

    @Test
    void systemExitWhoseHooksDoNotEnd() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            long begin = System.nanoTime();
            WorkerCrashedException failure = Outcomes.failureWhileRunning(
                    arena.pool().submit(Deeds::exitWithSlowHook, 7), WorkerCrashedException.class);
            // They have two seconds; the rest is for a busy machine.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
            assertThat(failure).hasMessageContaining("shutdown hooks had not ended");
            arena.assertWorks();
        }
    }

    @Test
    void runtimeHalt() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            WorkerCrashedException failure =
                    Outcomes.promptFailure(arena.pool().submit(Deeds::halt, 8), WorkerCrashedException.class);
            assertThat(failure.exitCode()).isEqualTo(8);
            arena.assertWorks();
        }
    }

    @Test
    void nativeCrash() throws Exception {
        try (Arena arena = Arena.open()) {
            WorkerCrashedException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(Deeds::crash), WorkerCrashedException.class);
            // The JVM writes its log and aborts.
            assertThat(failure.signal()).hasValue(6);
            assertThat(failure.hsErr()).hasValueSatisfying(log -> {
                assertThat(log).isRegularFile();
                assertThat(log).content().contains("SIGSEGV");
            });
            assertThat(failure)
                    .hasMessageContaining(failure.hsErr().orElseThrow().toString())
                    .hasMessageContaining("SIGSEGV");
            arena.assertWorks();
        }
    }

    @Test
    void aTaskThatKillsEveryWorkerEndsAfterItsRetries() throws Exception {
        try (Arena arena = Arena.open()) {
            TaskFuture<Integer> future = arena.pool()
                    .with(TaskOptions.builder()
                            .retries(3)
                            .backoff(Duration.ofMillis(1))
                            .build())
                    .submit(Deeds::halt, 9);
            WorkerCrashedException failure = Outcomes.failureWhileRunning(future, WorkerCrashedException.class);
            assertThat(failure.attempt()).isEqualTo(4);
            arena.assertWorks();
        }
    }
}
