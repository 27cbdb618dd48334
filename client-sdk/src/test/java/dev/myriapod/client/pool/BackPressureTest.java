package dev.myriapod.client.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.admission.BackPressure;
import dev.myriapod.admission.FullPoolPolicy;
import dev.myriapod.admission.FullPoolPolicy.Decision;
import dev.myriapod.admission.PoolLoad;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.function.RemoteFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackPressureTest {
    private static final RemoteFunction<Integer, Integer> SQUARE = x -> x * x;

    private final FakeCoordinator coordinator = FakeCoordinator.manual();

    @AfterEach
    void close() {
        coordinator.settle();
        assertThat(coordinator.violations).isEmpty();
        coordinator.close();
    }

    private ClientPool pool(FullPoolPolicy policy) {
        return coordinator.pool(PoolOptions.builder()
                .name("p")
                .size(1)
                .backPressure(BackPressure.DEFAULT.withBounds(2, 1000).withPolicy(policy))
                .build());
    }

    @Test
    void aFullPoolMayFailASubmit() {
        ClientPool pool = pool(FullPoolPolicy.failing());
        pool.submit(SQUARE, 1);
        pool.submit(SQUARE, 2);

        assertThatThrownBy(() -> pool.submit(SQUARE, 3))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("Pool p is full: 2 tasks with")
                .hasMessageContaining("PoolOptions.backPressure");
        coordinator.succeed(1, 1);
        assertThat(pool.submit(SQUARE, 4).taskId()).isEqualTo(3);
    }

    @Test
    void bytesCountAsWell() {
        ClientPool pool = pool(FullPoolPolicy.failing());
        RemoteFunction<byte[], Integer> length = bytes -> bytes.length;
        pool.submit(length, new byte[2000]);

        assertThatThrownBy(() -> pool.submit(SQUARE, 1)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aPolicyMayMakeRoomAndTryAgain() {
        List<PoolLoad> loads = new ArrayList<>();
        List<TaskFuture<Integer>> submitted = new ArrayList<>();
        ClientPool pool = pool(load -> {
            loads.add(load);
            if (loads.size() > 1) {
                coordinator.succeed(1, 1);
            }
            return Decision.TRY_AGAIN;
        });
        for (int i = 0; i < 3; i++) {
            submitted.add(pool.submit(SQUARE, i));
        }

        assertThat(submitted).hasSize(3);
        assertThat(loads).hasSize(2).allSatisfy(load -> {
            assertThat(load.pool()).isEqualTo("p");
            assertThat(load.tasks()).isEqualTo(2);
            assertThat(load.bytes()).isPositive();
            assertThat(load.taskBytes()).isPositive();
        });
    }

    @Test
    void whatAPolicyThrowsTheSubmitThrows() {
        ClientPool pool = pool(load -> {
            throw new IllegalStateException("no more");
        });
        pool.submit(SQUARE, 1);
        pool.submit(SQUARE, 2);

        assertThatThrownBy(() -> pool.submit(SQUARE, 3)).hasMessage("no more");
        assertThat(coordinator.open()).containsExactly(1L, 2L);
    }

    @Test
    void aMapWaitsWhateverThePolicy() throws Exception {
        FakeCoordinator automatic = FakeCoordinator.automatic();
        ClientPool pool = automatic.pool(PoolOptions.builder()
                .name("p")
                .size(1)
                .backPressure(BackPressure.DEFAULT.withBounds(2, 1000).withPolicy(FullPoolPolicy.failing()))
                .build());

        assertThat(pool.map(SQUARE, List.of(1, 2, 3, 4, 5, 6, 7))).hasSize(7);
        automatic.close();
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> BackPressure.DEFAULT.withBounds(0, 1)).hasMessageContaining("maxTasks");
        assertThatThrownBy(() -> BackPressure.DEFAULT.withBounds(1, 0)).hasMessageContaining("maxBytes");
    }
}
