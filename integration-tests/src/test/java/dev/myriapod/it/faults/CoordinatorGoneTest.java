package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.it.house.CleanHouse;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The coordinator ends under its clients, which an embedded one does only if somebody pulls it away. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class CoordinatorGoneTest {
    @Test
    void everyFutureOfEveryPoolEnds() throws Exception {
        try (Arena arena = Arena.openAndWarm();
                ProcessPool second =
                        arena.cluster().pool(PoolOptions.builder().size(1).build())) {
            List<TaskFuture<?>> futures = new ArrayList<>();
            futures.add(arena.pool().submit(Deeds::loop));
            futures.add(second.submit(Deeds::loop));
            futures.forEach(Arena::awaitRunning);
            for (int i = 0; i < 1_000; i++) {
                futures.add(arena.pool().submit(Deeds::shrugOff, 600_000L));
            }

            pullAway(arena.cluster());

            await("no worker stays without a coordinator")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> arena.workers().isEmpty());
            for (TaskFuture<?> future : futures) {
                CoordinatorLostException failure = Outcomes.failure(future, CoordinatorLostException.class);
                assertThat(failure.taskId()).isEqualTo(future.taskId());
            }
            assertThat(Outcomes.failure(futures.get(0), CoordinatorLostException.class))
                    .hasMessageContaining("coordinator")
                    .hasMessageContaining("new cluster");
            assertThatThrownBy(() -> second.submit(Deeds::square, 3)).isInstanceOf(CoordinatorLostException.class);
            assertThat(second.isShutdown()).isTrue();
        }
    }

    @Test
    void anotherClusterOfTheSameProgramGoesOn() throws Exception {
        try (Arena lost = Arena.openAndWarm(PoolOptions.builder().size(1).build())) {
            try (Myriapod cluster = Myriapod.local();
                    ProcessPool pool = cluster.pool(1)) {
                TaskFuture<Integer> before = pool.submit(Deeds::square, 3);
                pullAway(lost.cluster());
                assertThat(Outcomes.result(before)).isEqualTo(9);
                assertThat(Outcomes.result(pool.submit(Deeds::square, 4))).isEqualTo(16);
            }
        }
    }

    /** Closes the coordinator's servers, as no user can: under the client, the agent and the workers. */
    private static void pullAway(Myriapod cluster) throws Exception {
        ((AutoCloseable) field(field(field(cluster, "owned"), "coordinator"), "server")).close();
    }

    private static Object field(Object holder, String name) throws ReflectiveOperationException {
        Field field = holder.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(holder);
    }
}
