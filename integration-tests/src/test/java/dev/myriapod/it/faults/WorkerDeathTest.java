package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.output.OutputHandler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worker dies under its task: the evidence reaches the caller, the pool goes on. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class WorkerDeathTest {
    @Test
    void killed() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> future = arena.pool().submit(Deeds::loop);
            long pid = Arena.awaitRunning(future);
            Arena.kill(pid);
            WorkerCrashedException failure = Outcomes.failureWhileRunning(future, WorkerCrashedException.class);

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
        try (Arena arena = Arena.open()) {
            WorkerCrashedException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(Deeds::exit, 7), WorkerCrashedException.class);
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
        try (Arena arena = Arena.open()) {
            WorkerCrashedException failure = Outcomes.failureWhileRunning(
                    arena.pool().submit(Deeds::exitWithSlowHook, 7), WorkerCrashedException.class);
            assertThat(failure).hasMessageContaining("shutdown hooks had not ended");
            arena.assertWorks();
        }
    }

    @Test
    void runtimeHalt() throws Exception {
        try (Arena arena = Arena.open()) {
            WorkerCrashedException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(Deeds::halt, 8), WorkerCrashedException.class);
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
    void outOfMemory() throws Exception {
        PoolOptions small = PoolOptions.builder().size(2).jvmOptions("-Xmx32m").build();
        try (Arena arena = Arena.open(small)) {
            WorkerCrashedException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(Deeds::exhaustHeap), WorkerCrashedException.class);
            assertThat(failure.outOfMemory()).isTrue();
            assertThat(failure.exitCode()).isEqualTo(3);
            assertThat(failure).hasMessageContaining("memory").hasMessageContaining("-Xmx");
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

    @Test
    void standardStreamsClosedAndFlooded() throws Exception {
        try (Arena arena = Arena.open(
                PoolOptions.builder().size(2).output(OutputHandler.discard()).build())) {
            // 16 MB.
            assertThat(Outcomes.result(arena.pool().submit(Deeds::print, 16_000)))
                    .isEqualTo(16_000L);
            assertThat(Outcomes.result(arena.pool().submit(Deeds::closeStandardStreams)))
                    .isEqualTo(1);
            arena.assertWorks();
        }
    }
}
