package dev.myriapod.client.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.admission.BackPressure;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteRunnable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InvocationsTest {
    private static final RemoteCallable<Integer> ONE = () -> 1;
    private static final RemoteCallable<Integer> TWO = () -> 2;
    private static final RemoteCallable<Integer> FAILS = () -> {
        throw new IllegalStateException("on purpose");
    };

    private FakeCoordinator coordinator = FakeCoordinator.automatic();

    @AfterEach
    void noViolations() {
        coordinator.settle();
        assertThat(coordinator.violations).isEmpty();
        coordinator.close();
    }

    private ClientPool manual() {
        coordinator.close();
        coordinator = FakeCoordinator.manual();
        return coordinator.pool();
    }

    @Test
    void invokeAllGivesEndedFuturesInOrder() throws Exception {
        List<Future<Integer>> futures = coordinator.pool().invokeAll(List.of(ONE, FAILS, TWO));
        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.get(0).get()).isEqualTo(1);
        assertThatThrownBy(() -> futures.get(1).get()).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(futures.get(2).get()).isEqualTo(2);
        assertThat(coordinator.pool().invokeAll(List.<RemoteCallable<Integer>>of()))
                .isEmpty();
        assertThatThrownBy(() -> coordinator.pool().invokeAll(Arrays.asList(ONE, null)))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void invokeAllCancelsWhatIsLate() throws Exception {
        ClientPool pool = manual();
        List<Future<Integer>> futures = pool.invokeAll(List.of(ONE, TWO), 20, TimeUnit.MILLISECONDS);
        assertThat(futures).hasSize(2).allMatch(Future::isCancelled);
        assertThat(coordinator.open()).isEmpty();
        // Without any time nothing need be sent at all.
        assertThat(pool.invokeAll(List.of(ONE, TWO), -1, TimeUnit.MILLISECONDS)).allMatch(Future::isCancelled);
        List<Future<Integer>> none = pool.invokeAll(Collections.emptyList(), 1, TimeUnit.DAYS);
        assertThat(none).isEmpty();
    }

    @Test
    void invokeAllCancelsAllWhenInterruptedOrRefused() throws Exception {
        ClientPool pool = manual();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread invoking = new Thread(() -> {
            try {
                pool.invokeAll(List.of(ONE, TWO));
            } catch (InterruptedException interrupted) {
                thrown.set(interrupted);
            }
        });
        invoking.start();
        await().until(() -> coordinator.open().size() == 2);
        invoking.interrupt();
        invoking.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(coordinator.open()).isEmpty();

        Object stays = new Object();
        Callable<Object> cannotTravel = () -> stays;
        Callable<Object> can = (RemoteCallable<Object>) () -> 1;
        assertThatThrownBy(() -> pool.invokeAll(List.of(can, cannotTravel))).isInstanceOf(PayloadException.class);
        assertThat(coordinator.open()).isEmpty();
        pool.shutdown();
        assertThatThrownBy(() -> pool.invokeAll(List.of(ONE))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void invokeAnyGivesTheFirstResult() throws Exception {
        ClientPool pool = coordinator.pool();
        assertThat(pool.invokeAny(List.of(FAILS, ONE, FAILS))).isEqualTo(1);
        assertThat(pool.invokeAny(List.of(FAILS, TWO), 50, TimeUnit.SECONDS)).isEqualTo(2);
        assertThatThrownBy(() -> pool.invokeAny(List.of(FAILS, FAILS)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("on purpose");
        assertThatThrownBy(() -> pool.invokeAny(List.<RemoteCallable<Integer>>of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool.invokeAny(Arrays.asList(ONE, null))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void invokeAnyCancelsTheOthers() throws Exception {
        ClientPool pool = manual();
        assertThatThrownBy(() -> pool.invokeAny(List.of(ONE, TWO), 20, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(coordinator.open()).isEmpty();
        AtomicReference<Integer> result = new AtomicReference<>();
        Thread invoking = new Thread(() -> {
            try {
                result.set(pool.invokeAny(List.of(ONE, TWO, ONE)));
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        invoking.start();
        await().until(() -> coordinator.open().size() == 3);
        coordinator.fail(coordinator.open().get(0), new IllegalStateException("not me"));
        coordinator.succeed(coordinator.open().get(1), 42);
        invoking.join();
        assertThat(result).hasValue(42);
        assertThat(coordinator.open()).isEmpty();
    }

    @Test
    void theOtherFormsOfSubmit() throws Exception {
        ClientPool pool = coordinator.pool();
        assertThat(pool.submit((RemoteRunnable) () -> {}).get()).isNull();
        assertThat(pool.submit((Runnable) (RemoteRunnable) () -> {}, "fixed").get())
                .isEqualTo("fixed");
        Object stays = new Object();
        assertThat(pool.submit((Runnable) (RemoteRunnable) () -> {}, stays).get())
                .isSameAs(stays);
        assertThat(pool.apply(ONE)).isEqualTo(1);
        assertThat(pool.apply((Integer a, Integer b) -> a + b, 1, 2)).isEqualTo(3);
        assertThat(pool.apply((Integer a, Integer b, Integer c) -> a + b + c, 1, 2, 3))
                .isEqualTo(6);
        assertThat(pool.applyAsync((Integer a, Integer b, Integer c, Integer d) -> a + b + c + d, 1, 2, 3, 4)
                        .get())
                .isEqualTo(10);
        assertThat(pool.submit((String a) -> a, (String) null).get()).isNull();
        assertThatThrownBy(() -> pool.submit((Runnable) () -> {})).isInstanceOf(PayloadException.class);
        pool.execute((RemoteRunnable) () -> {});
    }

    @Test
    void theWaitForRoomCountsTowardsTheTime() throws Exception {
        coordinator.close();
        coordinator = FakeCoordinator.manual().unrecorded();
        ClientPool pool = coordinator.pool(PoolOptions.builder()
                .name("test")
                .size(2)
                .backPressure(BackPressure.DEFAULT.withBounds(1, 1000))
                .build());
        // As much as the window holds, and it does not end.
        pool.submit(ONE);
        assertThat(pool.invokeAll(List.of(ONE, TWO), 20, TimeUnit.MILLISECONDS))
                .hasSize(2)
                .allMatch(Future::isCancelled);
        assertThatThrownBy(() -> pool.invokeAny(List.of(ONE, TWO), 20, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("room");
        assertThat(coordinator.open()).containsExactly(1L);
    }
}
