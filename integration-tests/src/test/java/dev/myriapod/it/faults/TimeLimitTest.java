package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.it.house.CleanHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A task that runs or waits too long is stopped, whatever it does. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class TimeLimitTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    @Test
    void aTaskThatObeysItsInterruptCostsNoWorker() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<Long> workers = arena.workers();
            // A grace period so long that only the interrupt can have ended it.
            ProcessPool limited = arena.pool()
                    .with(TaskOptions.builder()
                            .timeout(LIMIT)
                            .gracePeriod(Duration.ofMinutes(10))
                            .build());
            TaskFuture<String> future = limited.submit(Deeds::sleep, 600_000L);
            TaskTimeoutException failure = Outcomes.failureWhileRunning(future, TaskTimeoutException.class);

            assertThat(failure.limit()).isEqualTo(LIMIT);
            assertThat(failure.whileQueued()).isFalse();
            assertThat(failure).hasMessageContaining("0.3s").hasMessageContaining("timeout");
            assertThat(future.taskState()).isEqualTo(TaskState.TIMED_OUT);
            arena.assertWorks();
            assertThat(arena.workers()).isEqualTo(workers);
        }
    }

    @Test
    void aResultThatComesAfterTheLimitIsDropped() throws Exception {
        try (Arena arena = Arena.open()) {
            ProcessPool limited =
                    arena.pool().with(TaskOptions.builder().timeout(LIMIT).build());
            TaskFuture<String> future = limited.submit(Deeds::shrugOff, 600_000L);
            Outcomes.failureWhileRunning(future, TaskTimeoutException.class);
            arena.assertWorks();
        }
    }

    @Test
    void aTaskThatIgnoresItsInterruptIsKilledWithItsChildren(@TempDir Path directory) throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<Long> before = arena.workers();
            Path childPid = directory.resolve("child");
            ProcessPool limited = arena.pool()
                    .with(TaskOptions.builder()
                            .timeout(Duration.ofSeconds(2))
                            .gracePeriod(Duration.ofMillis(200))
                            .build());
            TaskFuture<Integer> future = limited.submit(Deeds::loopWithChildNamedIn, childPid.toString());
            TaskFuture<Integer> innocent = arena.pool().submit(Deeds::square, 7);
            TaskTimeoutException failure = Outcomes.failureWhileRunning(future, TaskTimeoutException.class);

            assertThat(Outcomes.result(innocent)).isEqualTo(49);
            long child = Long.parseLong(Files.readString(childPid));
            await("worker and child are gone")
                    .atMost(Arena.LONG)
                    .until(() -> ProcessHandle.of(failure.workerPid()).isEmpty()
                            && ProcessHandle.of(child).isEmpty());
            arena.assertWorks();
            assertThat(arena.workers()).as("the other one stays").containsAnyElementsOf(before);
        }
    }

    @Test
    void encodingTheResultCountsTowardsTheLimit() throws Exception {
        try (Arena arena = Arena.open()) {
            ProcessPool limited = arena.pool()
                    .with(TaskOptions.builder()
                            .timeout(LIMIT)
                            .gracePeriod(Duration.ZERO)
                            .build());
            Outcomes.failureWhileRunning(limited.submit(Deeds::loopsWhenEncoded), TaskTimeoutException.class);
            arena.assertWorks();
        }
    }

    @Test
    void aTaskThatWaitsTooLongNeverBegins() throws Exception {
        try (Arena arena = Arena.openAndWarm(PoolOptions.builder().size(1).build())) {
            TaskFuture<String> busy = arena.pool().submit(Deeds::shrugOff, 600_000L);
            Arena.awaitRunning(busy);
            TaskFuture<Long> future = arena.pool()
                    .with(TaskOptions.builder().queueTimeout(LIMIT).build())
                    .submit(Deeds::pid);
            TaskTimeoutException failure = Outcomes.failure(future, TaskTimeoutException.class);

            assertThat(failure.whileQueued()).isTrue();
            assertThat(failure.limit()).isEqualTo(LIMIT);
            assertThat(failure.taskId()).isEqualTo(future.taskId());
            assertThat(failure.attempt()).isZero();
            assertThat(failure.workerPid()).isZero();
            assertThat(failure).hasMessageContaining("0.3s").hasMessageContaining("queueTimeout");
            assertThat(busy.isDone()).isFalse();
            busy.cancel(true);
            arena.assertWorks();
        }
    }

    @Test
    void retriesAfterTimeoutsEndWithTheLastOne() throws Exception {
        try (Arena arena = Arena.open()) {
            ProcessPool retrying = arena.pool()
                    .with(TaskOptions.builder()
                            .timeout(LIMIT)
                            .gracePeriod(Duration.ZERO)
                            .retries(2)
                            .backoff(Duration.ofMillis(1))
                            .build());
            TaskFuture<Integer> future = retrying.submit(Deeds::loop);
            TaskTimeoutException failure = Outcomes.failureWhileRunning(future, TaskTimeoutException.class);
            assertThat(failure.attempt()).isEqualTo(3);
            arena.assertWorks();
        }
    }
}
