package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.JvmOptions;
import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.failure.ProcessDeath;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.it.house.CleanHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers that never get to their first task: every future says why, and nobody tries forever. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class WorkersCannotStartTest {
    @Test
    void aBadJvmOption() {
        PoolBrokenException failure = breakPool(
                PoolOptions.builder().size(2).jvmOptions("-XX:+NoSuchOption").build());
        assertThat(failure).hasMessageContaining("NoSuchOption").hasMessageContaining("3 workers in a row");
        assertThat(failure.deaths()).hasSize(3);
        ProcessDeath last = failure.deaths().get(failure.deaths().size() - 1);
        assertThat(last.exitCode()).isEqualTo(1);
        assertThat(last.pid()).isPositive();
        assertThat(last.stderr()).anyMatch(line -> line.contains("NoSuchOption"));
    }

    @Test
    void noJavaThere(@TempDir Path empty) {
        PoolBrokenException failure = breakPool(PoolOptions.builder()
                .size(2)
                .jvm(JvmOptions.defaults().withJavaHome(empty))
                .build());
        assertThat(failure).hasMessageContaining(empty.toString()).hasMessageContaining("java home");
    }

    @Test
    void noSuchWorkingDirectory(@TempDir Path empty) {
        Path missing = empty.resolve("missing");
        PoolBrokenException failure = breakPool(PoolOptions.builder()
                .size(2)
                .jvm(JvmOptions.defaults().withWorkingDirectory(missing))
                .build());
        assertThat(failure).hasMessageContaining(missing.toString());
    }

    @Test
    void aClassPathWithoutMyriapod(@TempDir Path empty) {
        PoolBrokenException failure = breakPool(ClassPaths.workersOn(List.of(empty)));
        assertThat(failure).hasMessageContaining("WorkerMain").hasMessageContaining("class path");
        assertThat(failure.deaths()).isNotEmpty();
    }

    @Test
    void anInitializerThatThrows() {
        PoolBrokenException failure = breakPool(PoolOptions.builder()
                .size(2)
                .initializer(() -> Deeds.fail("no licence"))
                .build());
        assertThat(failure).hasMessageContaining("initializer").hasMessageContaining("no licence");
        assertThat(failure.getCause())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no licence");
        assertThat(failure.getCause().getStackTrace()[0].getMethodName()).isEqualTo("fail");
    }

    @Test
    void anInitializerThatExits() {
        PoolBrokenException failure = breakPool(
                PoolOptions.builder().size(2).initializer(() -> Deeds.exit(4)).build());
        assertThat(failure.deaths()).isNotEmpty().allMatch(death -> death.exitCode() == 4);
        assertThat(failure.deaths().get(0).stderr()).contains("leaving with 4");
    }

    @Test
    void anInitializerThatNeverEnds() {
        PoolBrokenException failure = breakPool(PoolOptions.builder()
                .size(1)
                .initializer(Deeds::loopForever)
                .startTimeout(Duration.ofSeconds(2))
                .build());
        assertThat(failure).hasMessageContaining("start timeout");
    }

    static void onlyOnce(String file) {
        try {
            Files.createFile(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first worker lives, its replacement does not. */
    @Test
    void aReplacementThatCannotStart(@TempDir Path directory) throws Exception {
        String file = directory.resolve("once").toString();
        PoolOptions options = PoolOptions.builder()
                .size(1)
                .maxTasksPerWorker(1)
                .initializer(() -> onlyOnce(file))
                .build();
        try (Arena arena = Arena.open(options)) {
            TaskFuture<Integer> first = arena.pool().submit(Deeds::square, 3);
            TaskFuture<Integer> second = arena.pool().submit(Deeds::square, 4);
            assertThat(Outcomes.result(first)).isEqualTo(9);
            assertThat(Outcomes.failure(second, PoolBrokenException.class))
                    .hasMessageContaining("initializer")
                    .hasStackTraceContaining("FileAlreadyExistsException");
            assertThatThrownBy(() -> arena.pool().submit(Deeds::square, 5)).isInstanceOf(PoolBrokenException.class);
        }
    }

    @Test
    void aFunctionWhoseClassIsTooNewForTheWorkersJava(@TempDir Path classes) throws Exception {
        SourceCode.copyAsTooNew(Answer.class, classes);
        try (Arena arena = Arena.openAndWarm(ClassPaths.workersWith(classes))) {
            List<Long> workers = arena.workers();
            MyriapodException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(new Answer()), PayloadException.class);
            assertThat(failure)
                    .hasMessageContaining(Answer.class.getName())
                    .hasMessageContaining("compiled for Java 76")
                    .hasMessageContaining("withJavaHome");
            arena.assertWorks();
            assertThat(arena.workers()).isEqualTo(workers);
        }
    }

    @Test
    void aFunctionWhoseClassTheWorkersLack() throws Exception {
        List<Path> withoutTests = ClassPaths.own().stream()
                .filter(entry -> !entry.endsWith("test-classes"))
                .toList();
        try (Arena arena = Arena.open(ClassPaths.workersOn(withoutTests))) {
            MyriapodException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(new Answer()), PayloadException.class);
            assertThat(failure).hasMessageContaining(Answer.class.getName()).hasMessageContaining("class path");
            List<Long> workers = arena.workers();
            for (int i = 0; i < 20; i++) {
                Outcomes.failureWhileRunning(arena.pool().submit(new Answer()), PayloadException.class);
            }
            assertThat(arena.workers()).containsAll(workers);
        }
    }

    /** Opens a pool that cannot work; what its futures say, which must be the same for all. */
    private static PoolBrokenException breakPool(PoolOptions options) {
        long begin = System.nanoTime();
        try (Arena arena = Arena.open(options)) {
            TaskFuture<Integer> first = arena.pool().submit(Deeds::square, 1);
            TaskFuture<Integer> second = arena.pool().submit(Deeds::square, 2);
            PoolBrokenException failure = Outcomes.failure(first, PoolBrokenException.class);
            PoolBrokenException other = Outcomes.failure(second, PoolBrokenException.class);
            // The promise is ten seconds on a machine that has nothing else to do.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));

            assertThat(failure.taskId()).isEqualTo(first.taskId());
            assertThat(other.taskId()).isEqualTo(second.taskId());
            assertThat(failure.attempt()).isZero();
            assertThatThrownBy(() -> arena.pool().submit(Deeds::square, 3)).isInstanceOf(PoolBrokenException.class);
            await("no endless respawn")
                    .atMost(Arena.LONG)
                    .until(() -> arena.workers().isEmpty());
            assertThat(arena.pool().isShutdown()).isTrue();
            return failure;
        }
    }

    /** A function with a class of its own. */
    static final class Answer implements RemoteCallable<Integer> {
        @Override
        public Integer call() {
            return 42;
        }
    }
}
