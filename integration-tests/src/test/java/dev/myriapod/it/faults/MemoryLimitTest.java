package dev.myriapod.it.faults;

import static dev.myriapod.it.faults.Hoard.MB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker with more resident memory than it may have is killed, and its task's failure tells why. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class MemoryLimitTest {
    @Test
    void thePools() throws Exception {
        try (Arena arena = Arena.openAndWarm(PoolOptions.builder()
                .size(2)
                .jvmOptions("-Xmx1g")
                .memoryLimit(300 * MB)
                .build())) {
            TaskFuture<Integer> future = arena.pool().submit(Hoard::keepAndStay, 400);
            TaskFuture<String> neighbour = arena.pool().submit(Deeds::sleep, 1500L);
            WorkerCrashedException failure = Outcomes.failureWhileRunning(future, WorkerCrashedException.class);
            assertThat(failure.memoryLimit()).hasValue(300 * MB);
            assertThat(failure.outOfMemory()).isFalse();
            assertThat(failure.exitCode()).isEqualTo(-9);
            assertThat(failure)
                    .hasMessageContaining("killed by Myriapod")
                    .hasMessageContaining("the memory limit of its pool is 300 MB");
            assertThat(future.taskState()).isEqualTo(TaskState.CRASHED);
            assertThat(Outcomes.result(neighbour)).isEqualTo("slept");
            arena.assertWorks();
        }
    }

    @Test
    void aTasks() throws Exception {
        try (Arena arena = Arena.openAndWarm(
                PoolOptions.builder().size(1).jvmOptions("-Xmx1g").build())) {
            TaskOptions limited = TaskOptions.builder()
                    .memoryLimit(300 * MB)
                    .retries(1)
                    .backoff(java.time.Duration.ZERO)
                    .build();
            TaskFuture<Integer> future = arena.pool().with(limited).submit(Hoard::keepAndStay, 400);
            WorkerCrashedException failure = Outcomes.failureWhileRunning(future, WorkerCrashedException.class);
            assertThat(failure.memoryLimit()).hasValue(300 * MB);
            assertThat(failure.attempt()).isEqualTo(2);
            assertThat(failure).hasMessageContaining("the memory limit of task " + future.taskId() + " is 300 MB");
            assertThat(Outcomes.result(arena.pool().submit(Hoard::keep, 400))).isPositive();
            arena.assertWorks();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskOptions.builder().memoryLimit(0));
    }

    @Test
    void otherDeathsAreNotForIt() throws Exception {
        try (Arena arena = Arena.open()) {
            WorkerCrashedException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(Deeds::exit, 7), WorkerCrashedException.class);
            assertThat(failure.memoryLimit()).isEmpty();
        }
    }
}
