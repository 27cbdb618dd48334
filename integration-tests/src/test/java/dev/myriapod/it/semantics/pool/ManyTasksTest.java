package dev.myriapod.it.semantics.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** More tasks than workers, and as many workers as asked for whatever there is to do. */
@ExtendWith(CleanHouse.class)
@Timeout(60)
class ManyTasksTest {
    private static final int WORKERS = 2;

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

    @Test
    void fifteenForEachWorkerWaitForTheirTurn() throws Exception {
        try (ProcessPool pool = myriapod.pool(WORKERS);
                Gate gate = new Gate()) {
            List<TaskFuture<Long>> futures = IntStream.range(0, 15 * WORKERS)
                    .mapToObj(i -> pool.submit(Gate::pass, gate.port()))
                    .toList();
            for (int round = 0; round < 15; round++) {
                for (int i = 0; i < WORKERS; i++) {
                    gate.awaitArrival();
                }
                assertThat(futures.stream().filter(future -> future.taskState() == TaskState.RUNNING))
                        .hasSizeLessThanOrEqualTo(WORKERS);
                assertThat(ProcessHandle.current().children()).hasSize(WORKERS);
                gate.letThrough();
            }
            for (TaskFuture<Long> future : futures) {
                assertThat(future.get(30, TimeUnit.SECONDS)).isPositive();
            }
        }
    }

    @Test
    void workersThatAreIdleAreUsedAgain() throws Exception {
        try (ProcessPool pool = myriapod.pool(WORKERS)) {
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                pids.add(pool.apply(ManyTasksTest::pid));
            }
            assertThat(pids).hasSizeBetween(1, WORKERS);
            assertThat(ProcessHandle.current().children()).hasSize(WORKERS);
        }
    }

    /** After the shutdown replacements are started all the same, as long as there is something for them. */
    @Test
    void shutdownWithoutWaitingFinishesAllInWorkersOfOneTaskEach() throws Exception {
        ProcessPool pool = myriapod.pool(
                PoolOptions.builder().size(WORKERS).maxTasksPerWorker(1).build());
        List<TaskFuture<Long>> futures = IntStream.range(0, 6)
                .mapToObj(i -> pool.submit(ManyTasksTest::pid))
                .toList();
        pool.shutdown();
        Set<Long> pids = new HashSet<>();
        for (TaskFuture<Long> future : futures) {
            pids.add(future.get(30, TimeUnit.SECONDS));
        }
        assertThat(pids).hasSize(6);
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
}
