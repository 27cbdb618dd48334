package dev.myriapod.it.semantics.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouseOfClass;
import dev.myriapod.it.semantics.Deaths;
import dev.myriapod.it.semantics.Gate;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callbacks and dependent stages of a task's future. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class CompletionStageTest {
    private static Myriapod myriapod;
    private static ProcessPool pool;

    private final List<Object> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        myriapod = Myriapod.local();
        pool = myriapod.pool(2);
    }

    @AfterAll
    static void close() {
        myriapod.close();
    }

    static int square(int number) {
        return number * number;
    }

    static int fail(String message) {
        throw new IllegalArgumentException(message);
    }

    private static Object get(CompletionStage<?> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void stagesFollow() throws Exception {
        TaskFuture<Integer> three = pool.submit(CompletionStageTest::square, 3);
        assertThat(get(three.thenApply(n -> n + 1))).isEqualTo(10);
        assertThat(get(three.thenCompose(n -> pool.submit(CompletionStageTest::square, n))))
                .isEqualTo(81);
        assertThat(get(three.thenCombine(pool.submit(CompletionStageTest::square, 4), Integer::sum)))
                .isEqualTo(25);
        assertThat(get(three.handle((result, failure) -> result + "," + failure)))
                .isEqualTo("9,null");
        assertThat(get(three.exceptionally(failure -> -1))).isEqualTo(9);
        assertThat(get(three.whenComplete((result, failure) -> heard.add(result))))
                .isEqualTo(9);
        assertThat(get(three.thenAcceptBoth(CompletableFuture.completedFuture(1), (a, b) -> heard.add(b))))
                .isNull();
        assertThat(heard).containsExactly(9, 1);
    }

    @Test
    void failuresFollow() throws Exception {
        TaskFuture<Integer> failing = pool.submit(CompletionStageTest::fail, "on purpose");
        assertThat(get(failing.exceptionally(failure -> heard.add(failure) ? -1 : 0)))
                .isEqualTo(-1);
        assertThat(get(failing.handle((result, failure) -> failure))).isInstanceOf(IllegalArgumentException.class);
        assertThat(heard.get(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> get(failing.thenApply(n -> n + 1))).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> get(failing.thenCompose(n -> pool.submit(CompletionStageTest::square, n))))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> get(pool.submit(CompletionStageTest::square, 3)
                        .thenCompose(n -> pool.submit(CompletionStageTest::fail, "later"))))
                .cause()
                .hasMessage("later");
    }

    @Test
    void nobodyElseCanCompleteIt() throws Exception {
        try (Gate gate = new Gate()) {
            TaskFuture<Long> future = pool.submit(Gate::pass, gate.port());
            long worker = gate.awaitArrival();
            CompletableFuture<Long> copy = future.toCompletableFuture();
            assertThat(copy.complete(-1L)).isTrue();
            assertThat(future.toCompletableFuture().cancel(true)).isTrue();
            assertThat(future.isDone()).isFalse();
            assertThat((Object) future).isNotInstanceOf(CompletableFuture.class);
            gate.letThrough();
            assertThat(future.get()).isEqualTo(worker);
            assertThat(get(future)).isEqualTo(worker);
        }
    }

    @Test
    void eachCallbackIsCalledOnceWithTheOneOutcome() throws Exception {
        TaskFuture<Integer> good = pool.submit(CompletionStageTest::square, 3);
        good.onSuccess(heard::add).onFailure(heard::add);
        get(good);
        good.onSuccess(heard::add).onFailure(heard::add);
        await().until(() -> heard.size() == 2);
        TaskFuture<Integer> bad = pool.submit(CompletionStageTest::fail, "on purpose");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        bad.onSuccess(heard::add).onFailure(failures::add);
        assertThatThrownBy(bad::get);
        bad.onSuccess(heard::add).onFailure(failures::add);
        await().until(() -> failures.size() == 2);
        get(good.thenRun(() -> heard.add("last")));
        assertThat(heard).containsExactly(9, 9, "last");
        assertThat(failures).hasSize(2).allMatch(IllegalArgumentException.class::isInstance);
    }

    @Test
    void callbacksOfOneFutureComeOneAfterTheOther() throws Exception {
        CountDownLatch done = new CountDownLatch(100);
        List<Integer> active = new CopyOnWriteArrayList<>();
        TaskFuture<Integer> future = pool.submit(CompletionStageTest::square, 3);
        for (int i = 0; i < 100; i++) {
            int number = i;
            future.onSuccess(result -> {
                active.add(number);
                if (active.size() != 1) {
                    heard.add(List.copyOf(active));
                }
                active.remove((Object) number);
                done.countDown();
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).as("callbacks that ran at the same time").isEmpty();
    }

    @Test
    void aThrowingCallbackStopsNoOther() throws Exception {
        TaskFuture<Integer> future = pool.submit(CompletionStageTest::square, 3);
        for (int i = 0; i < 5; i++) {
            future.onSuccess(result -> {
                throw new IllegalStateException("a callback that fails on purpose");
            });
            future.onSuccess(heard::add);
        }
        await().until(() -> heard.size() == 5);
        assertThat(future.get()).isEqualTo(9);
    }

    @Test
    void aCancelledTaskIsAFailureForCallbacks() throws Exception {
        try (Gate gate = new Gate()) {
            TaskFuture<Long> future = pool.submit(Gate::pass, gate.port());
            gate.awaitArrival();
            future.onFailure(heard::add);
            assertThat(future.cancel(false)).isTrue();
            await().until(() -> heard.size() == 1);
            assertThat(heard.get(0)).isInstanceOf(CancellationException.class);
            assertThat(get(future.handle((result, failure) -> failure))).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aWholeMapCanBeHandledOnce() throws Exception {
        List<Integer> numbers = IntStream.range(0, 50).boxed().toList();
        CompletableFuture<List<Integer>> all = pool.mapAsync(CompletionStageTest::square, numbers);
        get(all.thenAccept(heard::addAll));
        assertThat(heard).hasSize(50);
        CompletableFuture<List<Integer>> broken =
                pool.mapAsync(CompletionStageTest::fail, List.of("only this", "only this"));
        heard.clear();
        assertThat(get(broken.exceptionally(failure -> heard.add(failure) ? List.of(-1) : List.of())))
                .isEqualTo(List.of(-1));
        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        IllegalArgumentException.class,
                        failure -> assertThat(failure).hasMessage("only this"));
    }

    @Test
    void cancellingAMapCancelsItsTasks() throws Exception {
        try (Gate gate = new Gate()) {
            CompletableFuture<List<Long>> all =
                    pool.mapAsync(Gate::pass, List.of(gate.port(), gate.port(), gate.port()));
            long worker = gate.awaitArrival();
            assertThat(all.cancel(true)).isTrue();
            Deaths.await(worker);
        }
        assertThat(pool.apply(CompletionStageTest::square, 2)).isEqualTo(4);
    }
}
