package dev.myriapod.client.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskOptions;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.progress.Progress;
import dev.myriapod.proto.v1.PoolCommand.CommandCase;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MapTest {
    private static final RemoteFunction<Integer, Integer> SQUARE = a -> a * a;
    private static final RemoteFunction<Integer, Integer> ODD_FAILS = a -> {
        if (a % 2 == 1) {
            throw new IllegalArgumentException("odd " + a);
        }
        return a;
    };
    private static final RemoteFunction2<String, Integer, String> JOIN = (a, b) -> a + b;

    private final List<FakeCoordinator> coordinators = new ArrayList<>();

    private ClientPool pool(FakeCoordinator coordinator) {
        coordinators.add(coordinator);
        return coordinator.pool();
    }

    @AfterEach
    void noViolations() {
        for (FakeCoordinator coordinator : coordinators) {
            coordinator.settle();
            assertThat(coordinator.violations).isEmpty();
            coordinator.close();
        }
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 1000})
    void mapGivesResultsInOrder(int chunkSize) throws Exception {
        FakeCoordinator coordinator = FakeCoordinator.automatic();
        ProcessPool pool = pool(coordinator)
                .with(TaskOptions.builder().chunkSize(chunkSize).build());
        List<Integer> squares = numbers(100).stream().map(a -> a * a).toList();
        assertThat(pool.map(SQUARE, numbers(100))).isEqualTo(squares);
        assertThat(pool.mapAsync(SQUARE, numbers(100)).get()).isEqualTo(squares);
        assertThat(pool.map(SQUARE, List.of())).isEmpty();
        assertThat(pool.mapAsync(SQUARE, List.of()).get()).isEmpty();
        assertThat(coordinator.sent(CommandCase.SUBMIT)).isEqualTo(2L * ((100 + chunkSize - 1) / chunkSize));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void starmapTakesPairsThatCannotTravelThemselvesAndNulls(int chunkSize) throws Exception {
        ProcessPool pool = pool(FakeCoordinator.automatic())
                .with(TaskOptions.builder().chunkSize(chunkSize).build());
        List<Map.Entry<String, Integer>> pairs =
                List.of(Map.entry("a", 1), new SimpleEntry<>("b", null), Map.entry("c", 3));
        assertThat(pool.starmap(JOIN, pairs)).containsExactly("a1", "bnull", "c3");
        assertThat(pool.starmapAsync(JOIN, pairs).get()).containsExactly("a1", "bnull", "c3");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nullsAreItemsAndResults(int chunkSize) throws Exception {
        RemoteFunction<String, String> same = a -> a;
        ProcessPool pool = pool(FakeCoordinator.automatic())
                .with(TaskOptions.builder().chunkSize(chunkSize).build());
        List<String> items = Arrays.asList("a", null, "c");
        assertThat(pool.map(same, items)).isEqualTo(items);
        assertThat(pool.mapAsync(same, items).get()).isEqualTo(items);
        assertThat(pool.imap(same, items).iterator()).toIterable().isEqualTo(items);
    }

    @Test
    void theFirstFailureInTheOrderOfItemsIsThrownAndTheRestCancelled() throws Exception {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ProcessPool pool =
                pool(coordinator).with(TaskOptions.builder().chunkSize(1).build());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread mapping = new Thread(() -> thrown.set(catchThrown(() -> pool.map(SQUARE, numbers(4)))));
        mapping.start();
        await().until(() -> coordinator.open().size() == 4);
        coordinator.fail(3, new IllegalStateException("third"));
        coordinator.fail(2, new IllegalStateException("second"));
        coordinator.succeed(1, 0);
        mapping.join();
        assertThat(thrown.get()).isInstanceOf(CompletionException.class);
        assertThat(thrown.get().getCause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("second");
        coordinator.settle();
        assertThat(coordinator.sent(CommandCase.CANCEL)).isEqualTo(1);
        assertThat(coordinator.open()).isEmpty();
    }

    private static Throwable catchThrown(java.util.concurrent.Callable<?> action) {
        try {
            return new AssertionError("returned " + action.call());
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    @Test
    void aFailureStopsAMapOverEndlessItems() {
        ClientPool pool = pool(FakeCoordinator.automatic());
        Iterable<Integer> endless = () -> IntStream.iterate(0, a -> a + 1).iterator();
        assertThatThrownBy(() -> pool.map(ODD_FAILS, endless))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("odd 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatTheIteratorThrowsIsThrownAndTheRestCancelled(int chunkSize) {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ProcessPool pool = pool(coordinator)
                .with(TaskOptions.builder().chunkSize(chunkSize).build());
        Iterable<Integer> broken = () -> failingAfter(3);
        assertThatThrownBy(() -> pool.map(SQUARE, broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more");
        assertThatThrownBy(() -> pool.mapAsync(SQUARE, broken)).isInstanceOf(IllegalStateException.class);
        assertThat(coordinator.open()).isEmpty();
    }

    private static Iterator<Integer> failingAfter(int count) {
        Iterator<Integer> good = numbers(count).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (!good.hasNext()) {
                    throw new IllegalStateException("no more");
                }
                return good.next();
            }
        };
    }

    @Test
    void anItemThatCannotTravelFailsTheMap() {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ClientPool pool = pool(coordinator);
        RemoteFunction<Object, Object> same = a -> a;
        List<Object> items = List.of(1, new Object(), 3);
        assertThatThrownBy(() -> pool.map(same, items)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> pool.mapAsync(same, items)).isInstanceOf(PayloadException.class);
        assertThat(coordinator.open()).isEmpty();
    }

    @Test
    void anInterruptCancelsTheMap() throws Exception {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ClientPool pool = pool(coordinator);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread mapping = new Thread(() -> thrown.set(catchThrown(() -> pool.map(SQUARE, numbers(4)))));
        mapping.start();
        await().until(() -> coordinator.open().size() == 4);
        mapping.interrupt();
        mapping.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(coordinator.open()).isEmpty();
    }

    @Test
    void anInterruptedApplyCancelsItsTask() throws Exception {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ClientPool pool = pool(coordinator);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread applying = new Thread(() -> thrown.set(catchThrown(() -> pool.apply(SQUARE, 4))));
        applying.start();
        await().until(() -> coordinator.open().size() == 1);
        applying.interrupt();
        applying.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(coordinator.open()).isEmpty();
    }

    @Test
    void cancellingMapAsyncCancelsEveryTask() {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        CompletableFuture<List<Integer>> mapped = pool(coordinator).mapAsync(SQUARE, numbers(5));
        assertThat(coordinator.open()).hasSize(5);
        // Cancelling what depends on it leaves it alone.
        assertThat(mapped.thenApply(List::size).cancel(true)).isTrue();
        assertThat(coordinator.open()).hasSize(5);
        coordinator.succeed(2, 1);
        assertThat(mapped.cancel(true)).isTrue();
        assertThat(coordinator.open()).isEmpty();
        assertThat(coordinator.sent(CommandCase.CANCEL)).isEqualTo(4);
        assertThat(mapped).isCancelled();
    }

    @Test
    void aFailureOfMapAsyncIsTheFirstInOrderAndCancelsTheRest() {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        CompletableFuture<List<Integer>> mapped = pool(coordinator).mapAsync(SQUARE, numbers(3));
        coordinator.fail(2, new IllegalStateException("second"));
        assertThat(mapped).isNotDone();
        coordinator.succeed(1, 0);
        assertThatThrownBy(mapped::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("second");
        await().until(() -> coordinator.open().isEmpty());
    }

    @Test
    void shutdownNowCancelsAMap() throws Exception {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ClientPool pool = pool(coordinator);
        CompletableFuture<List<Integer>> later = pool.mapAsync(SQUARE, numbers(3));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread mapping = new Thread(() -> thrown.set(catchThrown(() -> pool.map(SQUARE, numbers(4)))));
        mapping.start();
        await().until(() -> coordinator.open().size() == 7);
        pool.shutdownNow();
        mapping.join();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThatThrownBy(later::get).isInstanceOf(CancellationException.class);
    }

    /** Writes down what it hears, and throws where it is told to. */
    private static final class Heard implements Progress {
        private final List<String> calls = new ArrayList<>();
        private final String failAt;

        Heard(String failAt) {
            this.failAt = failAt;
        }

        private void hear(String call) {
            calls.add(call);
            if (call.startsWith(failAt)) {
                throw new IllegalStateException("progress " + call);
            }
        }

        @Override
        public void started(long total) {
            hear("started " + total);
        }

        @Override
        public void advanced(long ended, long failed) {
            hear("advanced " + ended + " " + failed);
        }

        @Override
        public void finished() {
            hear("finished");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void progressHearsOfEveryItem(int chunkSize) throws Exception {
        ProcessPool pool = pool(FakeCoordinator.automatic())
                .with(TaskOptions.builder().chunkSize(chunkSize).build());
        Heard heard = new Heard("never");
        assertThat(pool.map(SQUARE, numbers(10), heard)).hasSize(10);
        assertThat(heard.calls.get(0)).isEqualTo("started 10");
        assertThat(heard.calls.get(heard.calls.size() - 2)).isEqualTo("advanced 10 0");
        assertThat(heard.calls.get(heard.calls.size() - 1)).isEqualTo("finished");
        Heard unknown = new Heard("never");
        Iterable<Integer> items = () -> numbers(3).iterator();
        pool.map(SQUARE, items, unknown);
        assertThat(unknown.calls.get(0)).isEqualTo("started -1");
    }

    @Test
    void progressHearsOfEndsOutOfOrderAndOfFailures() throws Exception {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ProcessPool pool =
                pool(coordinator).with(TaskOptions.builder().chunkSize(1).build());
        Heard heard = new Heard("never");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread mapping = new Thread(() -> thrown.set(catchThrown(() -> pool.map(SQUARE, numbers(3), heard))));
        mapping.start();
        await().until(() -> coordinator.open().size() == 3);
        coordinator.fail(3, new IllegalStateException("third"));
        await().until(() -> mapping.getState() == Thread.State.WAITING && heard.calls.contains("advanced 1 1"));
        coordinator.succeed(1, 0);
        coordinator.succeed(2, 0);
        mapping.join();
        assertThat(thrown.get()).hasRootCauseMessage("third");
        assertThat(heard.calls).contains("advanced 3 1").endsWith("finished");
    }

    @Test
    void aProgressThatThrowsFailsTheMapAndCancelsTheRest() {
        FakeCoordinator coordinator =
                FakeCoordinator.manual().onSubmit(task -> coordinators.get(0).endNow(task.getTaskId(), 1));
        ProcessPool pool =
                pool(coordinator).with(TaskOptions.builder().chunkSize(1).build());
        for (String at : List.of("started", "advanced", "finished")) {
            Heard heard = new Heard(at);
            assertThatThrownBy(() -> pool.map(SQUARE, numbers(50), heard))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("progress " + at);
            assertThat(coordinator.open()).isEmpty();
        }
    }

    @Test
    void aResultOfAnotherTypeFailsTheFuture() {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        CompletableFuture<List<Integer>> future = pool(coordinator)
                .with(TaskOptions.builder().chunkSize(2).build())
                .mapAsync(SQUARE, numbers(4));
        coordinator.succeed(1, "no list");
        assertThatThrownBy(() -> future.get(50, TimeUnit.SECONDS)).hasCauseInstanceOf(ClassCastException.class);
        assertThat(coordinator.open()).isEmpty();
    }
}
