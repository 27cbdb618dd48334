package dev.myriapod.client.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.TaskFuture;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.function.RemoteCallable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FutureCallbacksTest {
    private final FakeCoordinator coordinator = FakeCoordinator.manual();
    private final ClientPool pool = coordinator.pool();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        coordinator.close();
    }

    private TaskFuture<Object> submit() {
        return pool.submit((RemoteCallable<Object>) () -> null);
    }

    private Object next() throws InterruptedException {
        return heard.poll(50, TimeUnit.SECONDS);
    }

    @Test
    void onSuccessAndOnFailureAreCalledBackOnTheirThreads() throws Exception {
        TaskFuture<Object> good = submit();
        assertThat((Object) good.onSuccess(heard::add).onFailure(heard::add)).isSameAs(good);
        good.onSuccess(result -> heard.add(Thread.currentThread().getName()));
        coordinator.succeed(1, "good");
        assertThat(next()).isEqualTo("good");
        assertThat((String) next()).startsWith("myriapod-callback-");

        TaskFuture<Object> bad = submit().onFailure(heard::add).onSuccess(heard::add);
        coordinator.fail(2, new IllegalStateException("bad"));
        assertThat(next()).isInstanceOf(IllegalStateException.class);

        bad.onFailure(failure -> heard.add(Thread.currentThread().getName()));
        assertThat((String) next()).startsWith("myriapod-callback-");

        submit().onFailure(heard::add).cancel(true);
        assertThat(next()).isInstanceOf(CancellationException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void callbacksOfOneFutureComeInOrderOneAtATime() throws Exception {
        TaskFuture<Object> future = submit();
        List<Integer> order = new ArrayList<>(); // Not synchronized: they must not overlap.
        for (int i = 0; i < 500; i++) {
            int number = i;
            future.thenAccept(result -> order.add(number));
        }
        coordinator.succeed(1, "x");
        for (int i = 500; i < 1000; i++) {
            int number = i;
            future.onSuccess(result -> order.add(number));
        }
        future.onSuccess(heard::add);
        assertThat(next()).isEqualTo("x");
        assertThat(order)
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void aSlowCallbackDelaysNoOtherFuture() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 1; i <= 100; i++) {
            submit().onSuccess(result -> awaitQuietly(release));
            coordinator.succeed(i, "slow");
        }
        submit().onSuccess(heard::add);
        coordinator.succeed(101, "quick");
        assertThat(next()).isEqualTo("quick");
        release.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void aCallbackThatThrowsDoesNotStopTheNext() throws Exception {
        TaskFuture<Object> future = submit();
        future.onSuccess(result -> {
            throw new IllegalStateException("thrown on purpose");
        });
        future.onSuccess(heard::add);
        coordinator.succeed(1, "still");
        assertThat(next()).isEqualTo("still");
    }

    @Test
    void dependentStagesNeverRunOnTheCallersThreadNorOnTheLoop() throws Exception {
        TaskFuture<Object> early = submit();
        CompletionStage<String> before =
                early.thenApply(result -> Thread.currentThread().getName());
        coordinator.succeed(1, "x");
        assertThat(before.toCompletableFuture().get()).startsWith("myriapod-callback-");
        for (int i = 0; i < 200; i++) {
            CompletionStage<String> after =
                    early.thenApply(result -> Thread.currentThread().getName());
            assertThat(after.toCompletableFuture().get()).startsWith("myriapod-callback-");
            CompletionStage<String> async =
                    early.thenApplyAsync(result -> Thread.currentThread().getName());
            assertThat(async.toCompletableFuture().get()).startsWith("myriapod-callback-");
        }
    }

    @Test
    void stagesCompose() throws Exception {
        TaskFuture<Object> a = submit();
        TaskFuture<Object> b = submit();
        CompletionStage<String> both = a.thenCombine(b, (x, y) -> "" + x + y);
        CompletionStage<Object> either = a.applyToEither(b, x -> x);
        CompletionStage<Object> nested = a.thenCompose(x -> b);
        CompletionStage<String> handled = b.handle((result, failure) -> result + " " + failure);
        CompletableFuture<Void> all = CompletableFuture.allOf(a.toCompletableFuture(), b.toCompletableFuture());
        coordinator.succeed(1, "a");
        assertThat(either.toCompletableFuture().get()).isEqualTo("a");
        assertThat(all).isNotDone();
        coordinator.succeed(2, "b");
        all.get();
        assertThat(both.toCompletableFuture().get()).isEqualTo("ab");
        assertThat(nested.toCompletableFuture().get()).isEqualTo("b");
        assertThat(handled.toCompletableFuture().get()).isEqualTo("b null");
    }

    @Test
    void failuresArriveAtDependentStages() throws Exception {
        TaskFuture<Object> future = submit();
        CompletionStage<Throwable> handled = future.handle((result, failure) -> failure);
        CompletionStage<Object> recovered = future.exceptionally(failure -> "recovered");
        CompletionStage<String> mapped = future.thenApply(Object::toString);
        coordinator.fail(1, new IllegalStateException("no"));
        assertThat(handled.toCompletableFuture().get()).isInstanceOf(IllegalStateException.class);
        assertThat(recovered.toCompletableFuture().get()).isEqualTo("recovered");
        assertThatThrownBy(() -> mapped.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCopyCanBeCompletedWithoutEffect() throws Exception {
        TaskFuture<Object> future = submit();
        CompletableFuture<Object> copy = future.toCompletableFuture();
        assertThat(copy.complete("made up")).isTrue();
        assertThat(future.isDone()).isFalse();
        assertThat(future.toCompletableFuture().cancel(true)).isTrue();
        assertThat(future.isDone()).isFalse();
        coordinator.succeed(1, "real");
        assertThat(future.get()).isEqualTo("real");
        assertThat(future.toCompletableFuture()).isCompletedWithValue("real");
    }

    @Test
    void aCancelledFutureCancelsItsCopies() {
        TaskFuture<Object> future = submit();
        future.cancel(true);
        assertThat(future.toCompletableFuture()).isCancelled();
    }
}
