package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker that does not answer any more is a dead one. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class FrozenWorkerTest {
    private static final Duration LIVENESS = Duration.ofSeconds(2);

    private static final PoolOptions SHORT_LIVENESS =
            PoolOptions.builder().size(2).liveness(LIVENESS).build();

    @Test
    void countsAsCrashed() throws Exception {
        try (Arena arena = Arena.openAndWarm(SHORT_LIVENESS)) {
            TaskFuture<Integer> future = arena.pool().submit(Deeds::loop);
            long pid = Arena.awaitRunning(future);
            long stop = System.nanoTime();
            Arena.signal("STOP", pid);
            WorkerCrashedException failure = Outcomes.failureWhileRunning(future, WorkerCrashedException.class);
            Duration took = Duration.ofNanos(System.nanoTime() - stop);
            System.out.printf("SIGSTOP of a worker, liveness 2 s: lost after %d ms%n", took.toMillis());
            assertThat(took).isLessThan(LIVENESS.multipliedBy(3));

            assertThat(failure).hasMessageContaining("answer").hasMessageContaining("liveness");
            assertThat(failure.exitCode()).isEqualTo(-9);
            arena.assertWorks();
            assertThat(ProcessHandle.of(pid)).as("the frozen one").isEmpty();
        }
    }

    /** It is woken as soon as its task runs elsewhere, and what it was waiting for is there. */
    @Test
    void whatItWasDoingIsDoneElsewhereAndItsOwnResultNeverShows(@TempDir Path directory) throws Exception {
        Path gate = directory.resolve("gate");
        String name = gate.toString();
        try (Arena arena = Arena.openAndWarm(SHORT_LIVENESS)) {
            TaskFuture<Long> future = arena.pool()
                    .with(TaskOptions.builder().retries(1).build())
                    .submit(() -> {
                        while (Files.notExists(Path.of(name))) {
                            Thread.sleep(5);
                        }
                        long self = ProcessHandle.current().pid();
                        Files.createFile(Path.of(name + "-passed-" + self));
                        return self;
                    });
            List<Long> results = new CopyOnWriteArrayList<>();
            CompletionStage<Void> told = future.thenAccept(results::add);
            long pid = Arena.awaitRunning(future);
            Arena.signal("STOP", pid);
            await("it runs elsewhere")
                    .atMost(Arena.LONG)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> future.attempt() == 2 && future.workerPid() != pid);
            Process wake = new ProcessBuilder("kill", "-CONT", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            // It fails if there is nobody to wake any more.
            int unused = wake.waitFor();
            Files.createFile(gate);
            assertThat(Outcomes.result(future)).isNotEqualTo(pid).isEqualTo(future.workerPid());
            assertThat(future.attempt()).isEqualTo(2);
            arena.assertWorks();
            assertThat(told.toCompletableFuture()).succeedsWithin(Arena.LONG);
            assertThat(results).as("one result").containsExactly(future.get());
            assertThat(ProcessHandle.of(pid)).as("the frozen one").isEmpty();
            try (Stream<Path> passed = Files.list(directory)) {
                assertThat(passed.filter(file -> !file.equals(gate)))
                        .as("it went on nowhere but there")
                        .containsExactly(directory.resolve("gate-passed-" + future.get()));
            }
        }
    }

    @Test
    void anIdleOneIsReplacedAsWell() throws Exception {
        try (Arena arena = Arena.openAndWarm(SHORT_LIVENESS)) {
            List<Long> before = arena.workers();
            for (long pid : before) {
                Arena.signal("STOP", pid);
            }
            await("both are replaced").atMost(Arena.LONG).until(() -> Collections.disjoint(before, arena.workers()));
            arena.assertWorks();
        }
    }

    @Test
    void aWorkerThatIsOnlyBusyIsNot() throws Exception {
        try (Arena arena = Arena.openAndWarm(SHORT_LIVENESS)) {
            List<Long> workers = arena.workers();
            TaskFuture<String> busy = arena.pool().submit(() -> {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
                while (System.nanoTime() < end) {
                    Deeds.square(3);
                }
                return "done";
            });
            assertThat(Outcomes.result(busy)).isEqualTo("done");
            assertThat(arena.workers()).isEqualTo(workers);
        }
    }
}
