package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker dies while a thousand tasks are outstanding: what had not begun is neither lost nor run twice. */
@Tag("long")
@Tag("thorough")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class OutstandingTasksTest {
    /** The promise is one second on a machine that has nothing else to do. */
    private static final Duration PROMPT = Duration.ofSeconds(3);

    @Test
    void aTaskThatHadBegunEndsAndAThousandOthersRunOnce(@TempDir Path traces) throws Exception {
        try (Arena arena = Arena.openAndWarm(PoolOptions.builder().size(1).build())) {
            TaskFuture<Integer> begun = arena.pool().submit(Deeds::beginOnceAndStay, traces.toString(), 1_000);
            List<TaskFuture<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                others.add(arena.pool().submit(Deeds::beginOnce, traces.toString(), i));
            }
            long pid = Arena.awaitRunning(begun);

            long kill = System.nanoTime();
            Arena.kill(pid);
            WorkerCrashedException failure = Outcomes.failureWhileRunning(begun, WorkerCrashedException.class);
            Duration took = Duration.ofNanos(System.nanoTime() - kill);
            System.out.printf("kill -9 of a worker: its begun task ended after %d ms%n", took.toMillis());
            assertThat(took).isLessThan(PROMPT);
            assertThat(failure.workerPid()).isEqualTo(pid);
            // A second begin of any would have failed at its file.
            for (int i = 0; i < 1_000; i++) {
                assertThat(Outcomes.result(others.get(i))).isEqualTo(i);
            }
            arena.assertWorks();
        }
    }

    /** Here several tasks are assigned ahead, so the blame must come from the record. */
    @Test
    void killsAmongShortTasksHitOnlyThoseThatHadBegun(@TempDir Path traces) throws Exception {
        Random random = new Random(17);
        try (Arena arena = Arena.openAndWarm()) {
            for (int round = 0; round < 5; round++) {
                Path directory = Files.createDirectory(traces.resolve("round-" + round));
                List<TaskFuture<Integer>> futures = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    futures.add(arena.pool().submit(Deeds::beginOnceBriefly, directory.toString(), i));
                }
                TaskFuture<Integer> some = futures.get(random.nextInt(500));
                await().pollInterval(Duration.ofMillis(1)).atMost(Arena.LONG).until(some::isDone);
                List<Long> workers = arena.workers();
                Arena.kill(workers.get(random.nextInt(workers.size())));
                long outstanding =
                        futures.stream().filter(future -> !future.isDone()).count();

                int crashed = 0;
                for (int i = 0; i < 1_000; i++) {
                    try {
                        assertThat(Outcomes.result(futures.get(i))).isEqualTo(i);
                    } catch (ExecutionException e) {
                        assertThat(e).hasCauseExactlyInstanceOf(WorkerCrashedException.class);
                        assertThat(futures.get(i).attempt()).as("it had begun").isEqualTo(1);
                        crashed++;
                    }
                }
                // Those that had ended and whose results had not been sent, and one that ran: it may not have left its
                // file yet.
                System.out.printf(
                        "kill -9 among 1,000 short tasks: %d outstanding, of which %d had begun and were lost%n",
                        outstanding, crashed);
                try (Stream<Path> begun = Files.list(directory)) {
                    assertThat(begun.count()).isBetween(999L, 1_000L);
                }
                arena.assertWorks();
            }
        }
    }

    @Test
    void twentyKillsAmongTwoHundredTasksWithRetries(@TempDir Path traces) throws Exception {
        int tasks = 200;
        Random random = new Random(4711);
        try (Arena arena = Arena.openAndWarm()) {
            ProcessPool retrying = arena.pool()
                    .with(TaskOptions.builder()
                            .retries(3)
                            .backoff(Duration.ofMillis(1))
                            .build());
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                futures.add(retrying.submit(Deeds::beginAgain, traces.toString(), i));
            }
            for (int kill = 0; kill < 20; kill++) {
                int done = kill * 9;
                await("progress")
                        .pollInterval(Duration.ofMillis(5))
                        .atMost(Arena.LONG)
                        .until(() -> futures.stream().filter(TaskFuture::isDone).count() >= done
                                && !arena.workers().isEmpty());
                List<Long> workers = arena.workers();
                Arena.kill(workers.get(random.nextInt(workers.size())));
            }
            for (int i = 0; i < tasks; i++) {
                assertThat(Outcomes.result(futures.get(i))).isEqualTo(i);
            }
            try (Stream<Path> begins = Files.list(traces)) {
                assertThat(begins.count()).isBetween((long) tasks, tasks * 4L);
            }
            arena.assertWorks();
        }
    }

    @Test
    void aDeadWorkersTaskIsRetriedElsewhere(@TempDir Path traces) throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            String directory = traces.toString();
            TaskFuture<Integer> future = arena.pool()
                    .with(TaskOptions.builder().retries(1).build())
                    .submit(() -> {
                        Path first = Path.of(directory, "first");
                        if (Files.exists(first)) {
                            return 2;
                        }
                        Files.createFile(first);
                        return Deeds.loop();
                    });
            long pid = Arena.awaitRunning(future);
            await().atMost(Arena.LONG).until(() -> Files.exists(traces.resolve("first")));
            Arena.kill(pid);
            assertThat(future.get(Arena.LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(future.attempt()).isEqualTo(2);
            assertThat(future.workerPid()).isNotEqualTo(pid);
            arena.assertWorks();
        }
    }
}
