package dev.myriapod.it.faults;

import static dev.myriapod.it.faults.Hoard.MB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers are replaced in order, for each of the reasons, and nothing is lost on the way. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(600)
class RecyclingTest {
    /** The criterion is 2,000; each costs the start of a JVM. */
    private static final int TASKS = Integer.getInteger("myriapod.recycling.tasks", 20);

    private static PoolOptions.Builder one() {
        return PoolOptions.builder().size(1).jvmOptions("-Xmx512m");
    }

    private static long pid(Arena arena) throws Exception {
        return Outcomes.result(arena.pool().submit(Deeds::pid));
    }

    /** Tasks go on all the time, the last of them in another worker. */
    private static void awaitReplacement(Arena arena, long pid) {
        await("another worker serves")
                .atMost(Arena.LONG)
                .untilAsserted(() -> assertThat(pid(arena)).isNotEqualTo(pid));
        await("the old one is gone")
                .atMost(Arena.LONG)
                .untilAsserted(() -> assertThat(arena.workers()).hasSize(1).doesNotContain(pid));
    }

    @Test
    void afterEveryTask() throws Exception {
        PoolOptions options = PoolOptions.builder().size(2).maxTasksPerWorker(1).build();
        long begin = System.nanoTime();
        try (Arena arena = Arena.open(options)) {
            List<TaskFuture<Long>> futures = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                futures.add(arena.pool().submit(Deeds::pid));
            }
            List<Long> pids = new ArrayList<>();
            for (TaskFuture<Long> future : futures) {
                pids.add(future.get(TASKS, TimeUnit.SECONDS));
                assertThat(future.attempt()).isEqualTo(1);
            }
            // In thousands of processes an id may come again.
            Map<Long, Long> uses = pids.stream().collect(Collectors.groupingBy(pid -> pid, Collectors.counting()));
            assertThat(uses.values()).allMatch(count -> count <= Math.max(1, TASKS / 1000));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            System.out.printf("%d tasks, each in a worker of its own, two at a time: %d ms%n", TASKS, millis);
        }
    }

    @Test
    void afterAVirtualMachineError() throws Exception {
        try (Arena arena = Arena.open(one().build())) {
            long pid = pid(arena);
            Outcomes.failure(arena.pool().submit(Hoard::overflow, 1), StackOverflowError.class);
            awaitReplacement(arena, pid);
        }
    }

    @Test
    void whenTheyAreOld() throws Exception {
        try (Arena arena = Arena.open(one().maxWorkerAge(Duration.ofSeconds(2)).build())) {
            long pid = pid(arena);
            await("another worker serves")
                    .atMost(Arena.LONG)
                    .untilAsserted(() -> assertThat(pid(arena)).isNotEqualTo(pid));
        }
    }

    @Test
    void whenTheirResidentMemoryIsLarge() throws Exception {
        try (Arena arena = Arena.open(one().maxWorkerMemory(300 * MB).build())) {
            long pid = pid(arena);
            assertThat(Outcomes.result(arena.pool().submit(Hoard::keep, 300))).isEqualTo(pid);
            awaitReplacement(arena, pid);
        }
    }

    @Test
    void whenTheirHeapStaysFull() throws Exception {
        try (Arena arena = Arena.open(one().maxHeapAfterCollection(100 * MB).build())) {
            long pid = pid(arena);
            assertThat(Outcomes.result(arena.pool().submit(Hoard::keepAndCollect, 50)))
                    .isEqualTo(pid);
            assertThat(Outcomes.result(arena.pool().submit(Hoard::keepAndCollect, 60)))
                    .isEqualTo(pid);
            awaitReplacement(arena, pid);
        }
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> one().spares(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> one().maxWorkerAge(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> one().maxWorkerMemory(0));
        assertThatIllegalArgumentException().isThrownBy(() -> one().maxHeapAfterCollection(0));
        assertThatIllegalArgumentException().isThrownBy(() -> one().memoryLimit(0));
    }
}
