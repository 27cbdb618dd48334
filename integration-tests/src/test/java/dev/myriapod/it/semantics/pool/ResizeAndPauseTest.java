package dev.myriapod.it.semantics.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pools become larger and smaller, are paused and go on. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(60)
class ResizeAndPauseTest {
    private Myriapod myriapod;

    @BeforeEach
    void open() {
        myriapod = Myriapod.local();
    }

    @AfterEach
    void close() {
        myriapod.close();
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    private static void awaitWorkers(int count) {
        await(count + " workers")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(ProcessHandle.current().children()).hasSize(count));
    }

    private static List<TaskFuture<Long>> pass(ProcessPool pool, Gate gate, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> pool.submit(Gate::pass, gate.port()))
                .toList();
    }

    @Test
    void aLargerPoolRunsMoreAtOnce() throws Exception {
        try (ProcessPool pool = myriapod.pool(1);
                Gate gate = new Gate()) {
            List<TaskFuture<Long>> futures = pass(pool, gate, 3);
            gate.awaitArrival();
            pool.resize(3);
            assertThat(pool.size()).isEqualTo(3);
            gate.awaitArrival();
            gate.awaitArrival();
            gate.letThrough();
            for (TaskFuture<Long> future : futures) {
                assertThat(future.get(30, TimeUnit.SECONDS)).isPositive();
            }
        }
    }

    @Test
    void aSmallerPoolFinishesWhatRunsAndLetsTheOthersGo() throws Exception {
        try (ProcessPool pool = myriapod.pool(3);
                Gate gate = new Gate()) {
            List<TaskFuture<Long>> futures = pass(pool, gate, 3);
            for (int i = 0; i < 3; i++) {
                gate.awaitArrival();
            }
            pool.resize(1);
            assertThat(pool.size()).isEqualTo(1);
            TaskFuture<Long> later = pool.submit(ResizeAndPauseTest::pid);
            gate.letThrough();
            for (TaskFuture<Long> future : futures) {
                assertThat(future.get(30, TimeUnit.SECONDS)).isPositive();
                assertThat(future.attempt()).isEqualTo(1);
            }
            assertThat(later.get(30, TimeUnit.SECONDS)).isPositive();
            awaitWorkers(1);
            assertThat(pool.submit(ResizeAndPauseTest::pid).get(30, TimeUnit.SECONDS))
                    .isPositive();
            assertThatIllegalArgumentException().isThrownBy(() -> pool.resize(0));
        }
    }

    @Test
    void nothingBeginsInAPause() throws Exception {
        try (ProcessPool pool = myriapod.pool(2);
                Gate gate = new Gate()) {
            TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
            gate.awaitArrival();
            pool.pause();
            pool.pause();
            assertThat(pool.isPaused()).isTrue();
            assertThat(pool).asString().contains("paused");
            TaskFuture<Long> waiting = pool.submit(ResizeAndPauseTest::pid);
            gate.letThrough();
            assertThat(running.get(30, TimeUnit.SECONDS)).isPositive();
            // Both workers are idle, and whatever was submitted before this was seen by the coordinator before it.
            assertThat(waiting.taskState()).isEqualTo(TaskState.PENDING);
            pool.resume();
            assertThat(pool.isPaused()).isFalse();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void closingAPausedPoolFinishesWhatWasSubmitted() throws Exception {
        ProcessPool pool = myriapod.pool(1);
        pool.pause();
        TaskFuture<Long> waiting = pool.submit(ResizeAndPauseTest::pid);
        pool.close();
        assertThat(pool.isPaused()).isFalse();
        assertThat(waiting.get()).isPositive();
        pool.pause();
        pool.resize(2);
        assertThat(pool.isPaused()).isFalse();
    }

    @Test
    void aPausedPoolCanBeShutDownAtOnce() throws Exception {
        ProcessPool pool = myriapod.pool(1);
        pool.pause();
        TaskFuture<Long> waiting = pool.submit(ResizeAndPauseTest::pid);
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.isCancelled()).isTrue();
    }
}
