package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.it.house.CleanHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Cancelling stops the task and nothing else. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class CancelTest {
    @Test
    void aTaskThatObeysItsInterruptCostsNoWorker() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<Long> workers = arena.workers();
            TaskFuture<String> future = arena.pool()
                    .with(TaskOptions.builder()
                            .gracePeriod(Duration.ofMinutes(10))
                            .build())
                    .submit(Deeds::sleep, 600_000L);
            Arena.awaitRunning(future);

            assertThat(future.cancel(true)).isTrue();
            assertCancelled(future);
            assertThat(future.cancel(true)).as("a second call").isFalse();
            arena.assertWorks();
            assertThat(arena.workers()).isEqualTo(workers);
        }
    }

    @Test
    void anEndlessLoopIsKilledAfterTheGracePeriodAndAllOthersSucceed() throws Exception {
        Duration grace = Duration.ofMillis(500);
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> loop = arena.pool()
                    .with(TaskOptions.builder().gracePeriod(grace).build())
                    .submit(Deeds::loop);
            long pid = Arena.awaitRunning(loop);
            List<TaskFuture<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                others.add(arena.pool().submit(Deeds::square, i));
            }

            long begin = System.nanoTime();
            loop.cancel(true);
            assertCancelled(loop);
            await("the worker is gone")
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(grace.plusSeconds(10))
                    .until(() -> ProcessHandle.of(pid).isEmpty());
            System.out.printf(
                    "cancel(true) of an endless loop, grace 500 ms: worker gone after %d ms%n",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));

            for (int i = 0; i < others.size(); i++) {
                assertThat(Outcomes.result(others.get(i))).isEqualTo(i * i);
            }
            arena.assertWorks();
        }
    }

    @Test
    void aPendingTaskNeverBegins(@TempDir Path traces) throws Exception {
        try (Arena arena = Arena.openAndWarm(PoolOptions.builder().size(1).build())) {
            TaskFuture<String> busy = arena.pool().submit(Deeds::sleep, 600_000L);
            long pid = Arena.awaitRunning(busy);
            List<TaskFuture<Integer>> pending = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                pending.add(arena.pool().submit(Deeds::beginOnce, traces.toString(), i));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(pending.get(i).cancel(i % 2 == 0)).isTrue();
                assertCancelled(pending.get(i));
            }
            busy.cancel(true);
            arena.assertWorks();
            assertThat(arena.workers()).containsExactly(pid);
            try (var begun = Files.list(traces)) {
                assertThat(begun).isEmpty();
            }
        }
    }

    @Test
    void withoutInterruptARunningTaskGoesOnUnheard(@TempDir Path traces) throws Exception {
        try (Arena arena = Arena.openAndWarm(PoolOptions.builder().size(1).build())) {
            List<Long> workers = arena.workers();
            String directory = traces.toString();
            TaskFuture<Integer> future = arena.pool().submit(() -> {
                Deeds.beginOnce(directory, 1);
                while (Files.notExists(Path.of(directory, "go on"))) {
                    Thread.onSpinWait();
                }
                return Deeds.beginOnce(directory, 2);
            });
            Arena.awaitRunning(future);
            assertThat(future.cancel(false)).isTrue();
            assertCancelled(future);
            Files.createFile(traces.resolve("go on"));
            arena.assertWorks();
            assertThat(traces.resolve("2")).as("it ran to its end").exists();
            assertThat(arena.workers()).isEqualTo(workers);
        }
    }

    private static void assertCancelled(TaskFuture<?> future) {
        assertThat(future.isCancelled()).isTrue();
        assertThat(future.isDone()).isTrue();
        assertThat(future.taskState()).isEqualTo(TaskState.CANCELLED);
        assertThatThrownBy(() -> future.get(1, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
}
