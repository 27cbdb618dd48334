package dev.myriapod.it.semantics.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouseOfClass;
import dev.myriapod.it.semantics.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Retries, limits and chunks. The attempts are counted in a file, by those who make them. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class TaskOptionsTest {
    private static Myriapod myriapod;
    private static ProcessPool pool;

    private Path attempts;

    @BeforeAll
    static void open() {
        myriapod = Myriapod.local();
        pool = myriapod.pool(1);
    }

    @AfterAll
    static void close() {
        myriapod.close();
    }

    @BeforeEach
    void setAttempts(@TempDir Path directory) throws IOException {
        attempts = Files.createFile(directory.resolve("attempts"));
    }

    private long attempts() throws IOException {
        return Files.size(attempts);
    }

    private static long attempt(String file) throws IOException {
        Files.write(Path.of(file), new byte[1], StandardOpenOption.APPEND);
        return Files.size(Path.of(file));
    }

    static String failUntil(String file, int good) throws IOException {
        long attempt = attempt(file);
        if (attempt < good) {
            throw new IOException("attempt " + attempt);
        }
        return "attempt " + attempt;
    }

    static String exitUntil(String file, int good) throws IOException {
        long attempt = attempt(file);
        if (attempt < good) {
            System.exit(7);
        }
        return "attempt " + attempt;
    }

    static String sleepUntil(String file, int good) throws IOException, InterruptedException {
        long attempt = attempt(file);
        if (attempt < good) {
            Thread.sleep(600_000);
        }
        return "attempt " + attempt;
    }

    private static ProcessPool retrying(int retries) {
        return pool.with(TaskOptions.builder()
                .retries(retries)
                .backoff(Duration.ofMillis(10))
                .retryOn(IOException.class)
                .build());
    }

    @Test
    void chosenExceptionsAreRetriedUntilItWorks() throws Exception {
        TaskFuture<String> future = retrying(5).submit(TaskOptionsTest::failUntil, attempts.toString(), 3);
        assertThat(future.get()).isEqualTo("attempt 3");
        assertThat(future.attempt()).isEqualTo(3);
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void afterTheLastRetryTheLastFailureCounts() throws Exception {
        TaskFuture<String> future = retrying(2).submit(TaskOptionsTest::failUntil, attempts.toString(), 100);
        assertThatThrownBy(future::get)
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("attempt 3");
        assertThat(future.attempt()).isEqualTo(3);
        assertThat(future.taskState()).isEqualTo(TaskState.FAILED);
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void otherExceptionsAreNotRetried() throws Exception {
        ProcessPool other = pool.with(TaskOptions.builder()
                .retries(5)
                .retryOn(IllegalStateException.class)
                .build());
        assertThatThrownBy(() -> other.submit(TaskOptionsTest::failUntil, attempts.toString(), 3)
                        .get())
                .cause()
                .isInstanceOf(IOException.class);
        assertThat(attempts()).isEqualTo(1);
        assertThatThrownBy(() -> pool.submit(TaskOptionsTest::failUntil, attempts.toString(), 100)
                        .get())
                .hasRootCauseMessage("attempt 2");
    }

    @Test
    void crashesAreRetriedIfAsked() throws Exception {
        assertThat(retrying(1)
                        .submit(TaskOptionsTest::exitUntil, attempts.toString(), 2)
                        .get())
                .isEqualTo("attempt 2");
        assertThatThrownBy(() -> pool.submit(TaskOptionsTest::exitUntil, attempts.toString(), 100)
                        .get())
                .cause()
                .isInstanceOfSatisfying(
                        WorkerCrashedException.class,
                        crash -> assertThat(crash.exitCode()).isEqualTo(7));
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void timeoutsAreRetriedIfAsked() throws Exception {
        ProcessPool limited = pool.with(TaskOptions.builder()
                .timeout(Duration.ofMillis(500))
                .retries(1)
                .backoff(Duration.ZERO)
                .build());
        assertThat(limited.submit(TaskOptionsTest::sleepUntil, attempts.toString(), 2)
                        .get())
                .isEqualTo("attempt 2");
    }

    @Test
    void aTaskThatRunsTooLongTimesOutAndAnObedientWorkerStays() throws Exception {
        long worker = pool.apply(() -> ProcessHandle.current().pid());
        TaskFuture<String> future = pool.with(
                        TaskOptions.builder().timeout(Duration.ofMillis(200)).build())
                .submit(TaskOptionsTest::sleepUntil, attempts.toString(), 100);
        assertThatThrownBy(future::get).cause().isInstanceOfSatisfying(TaskTimeoutException.class, timeout -> {
            assertThat(timeout.limit()).isEqualTo(Duration.ofMillis(200));
            assertThat(timeout.whileQueued()).isFalse();
            assertThat(timeout.workerPid()).isEqualTo(worker);
            assertThat(timeout.taskId()).isEqualTo(future.taskId());
        });
        assertThat(future.taskState()).isEqualTo(TaskState.TIMED_OUT);
        assertThat(pool.apply(() -> ProcessHandle.current().pid())).isEqualTo(worker);
    }

    @Test
    void aTaskThatWaitsTooLongNeverBegins() throws Exception {
        try (Gate gate = new Gate()) {
            TaskFuture<Long> first = pool.submit(Gate::pass, gate.port());
            gate.awaitArrival();
            TaskFuture<String> second = pool.with(TaskOptions.builder()
                            .queueTimeout(Duration.ofMillis(100))
                            .build())
                    .submit(TaskOptionsTest::failUntil, attempts.toString(), 1);
            assertThatThrownBy(second::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            TaskTimeoutException.class,
                            timeout -> assertThat(timeout.whileQueued()).isTrue());
            assertThat(first.isDone()).isFalse();
            gate.letThrough();
            first.get();
        }
        assertThat(attempts()).isZero();
    }

    static int failAtSeven(int number) {
        if (number == 7) {
            throw new IllegalStateException("seven");
        }
        return number;
    }

    @Test
    void aChunkFailsWithTheFailureOfItsItem() {
        ProcessPool chunked = pool.with(TaskOptions.builder().chunkSize(4).build());
        List<Integer> numbers = IntStream.range(0, 12).boxed().toList();
        assertThatThrownBy(() -> chunked.map(TaskOptionsTest::failAtSeven, numbers))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("seven");
    }

    @Test
    void viewsShareTheWorkers() throws InterruptedException {
        HashSet<Long> pids = new HashSet<>();
        pids.add(pool.apply(() -> ProcessHandle.current().pid()));
        pids.add(retrying(1).apply(() -> ProcessHandle.current().pid()));
        assertThat(pids).hasSize(1);
        assertThat(retrying(1).with(TaskOptions.defaults()).taskOptions()).isEqualTo(TaskOptions.defaults());
    }
}
