package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.TaskFuture;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arguments and results that do harm while they are encoded or decoded: an end of one task, and never of the pool. */
@Tag("long")
@Tag("thorough")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class HarmfulValuesTest {
    @ParameterizedTest
    @EnumSource
    void anArgumentThatHarmsTheWorkerThatDecodesIt(Trap.Harm harm) throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            assertEndsAlone(arena, harm, arena.pool().submit(Trap::open, Trap.forReaders(harm)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResultThatHarmsTheWorkerThatEncodesIt(Trap.Harm harm) throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            assertEndsAlone(arena, harm, arena.pool().submit(Trap::forWriters, harm));
        }
    }

    @Test
    void aResultThatThrowsWhereItIsDecoded() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<Long> workers = arena.workers();
            TaskFuture<Trap> future = arena.pool().submit(Trap::forReaders, Trap.Harm.THROW);
            // It has succeeded there, so nobody has told in which worker.
            PayloadException failure = Outcomes.failure(future, PayloadException.class);
            assertThat(failure).hasStackTraceContaining("sprung");
            assertThat(failure.taskId()).isEqualTo(future.taskId());
            assertThat(failure.workerPid()).isEqualTo(future.workerPid()).isPositive();
            assertThat(arena.workers()).isEqualTo(workers);
            arena.assertWorks();
        }
    }

    private static void assertEndsAlone(Arena arena, Trap.Harm harm, TaskFuture<?> future) throws Exception {
        List<Long> workers = arena.workers();
        if (harm == Trap.Harm.THROW) {
            assertThat(Outcomes.failureWhileRunning(future, PayloadException.class))
                    .hasStackTraceContaining("sprung");
            assertThat(arena.workers()).isEqualTo(workers);
        } else {
            WorkerCrashedException crash = Outcomes.failureWhileRunning(future, WorkerCrashedException.class);
            // A JVM that crashes in native code aborts.
            assertThat(crash.exitCode()).isEqualTo(harm == Trap.Harm.EXIT ? 5 : -6);
        }
        arena.assertWorks();
    }

    @ParameterizedTest
    @EnumSource
    void aPoolIsClosedWithThemOnTheirWay(Trap.Harm harm) throws Exception {
        List<TaskFuture<?>> futures = new ArrayList<>();
        try (Arena arena = Arena.openAndWarm()) {
            for (int i = 0; i < 3; i++) {
                futures.add(arena.pool().submit(Trap::open, Trap.forReaders(harm)));
                futures.add(arena.pool().submit(Trap::forWriters, harm));
            }
            arena.pool().close();
            assertThat(arena.pool().isTerminated()).isTrue();
        }
        assertThat(futures).allMatch(TaskFuture::isDone);
    }

    static int halt(byte[] cargo) {
        return Deeds.halt(cargo.length >> 20);
    }

    @Test
    void workersThatDieWhileLargeArgumentsAreOnTheirWay() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                futures.add(arena.pool().submit(HarmfulValuesTest::halt, new byte[20 << 20]));
            }
            for (TaskFuture<Integer> future : futures) {
                assertThat(Outcomes.failureWhileRunning(future, WorkerCrashedException.class)
                                .exitCode())
                        .isEqualTo(20);
            }
            arena.assertWorks();
        }
    }
}
