package dev.myriapod.client.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskOptions;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.function.RemoteFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImapTest {
    private static final RemoteFunction<Integer, Integer> SQUARE = a -> a * a;
    private static final RemoteFunction<Integer, Integer> ODD_FAILS = a -> {
        if (a % 2 == 1) {
            throw new IllegalArgumentException("odd " + a);
        }
        return a;
    };

    private final List<FakeCoordinator> coordinators = new ArrayList<>();

    private ClientPool pool(FakeCoordinator coordinator) {
        coordinators.add(coordinator);
        return coordinator.pool();
    }

    private ProcessPool automatic(int chunkSize) {
        return pool(FakeCoordinator.automatic().unrecorded())
                .with(TaskOptions.builder().chunkSize(chunkSize).build());
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

    private static Iterable<Integer> endless(AtomicInteger read) {
        return () -> Stream.generate(read::getAndIncrement).iterator();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void imapKeepsTheOrder(int chunkSize) {
        ProcessPool pool = automatic(chunkSize);
        assertThat(pool.imap(SQUARE, numbers(500)).toList())
                .isEqualTo(numbers(500).stream().map(a -> a * a).toList());
        assertThat(pool.imap(SQUARE, numbers(500)).parallel().map(a -> a).toList())
                .isEqualTo(numbers(500).stream().map(a -> a * a).toList());
        assertThat(pool.imap(SQUARE, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void imapUnorderedGivesAll(int chunkSize) {
        ProcessPool pool = automatic(chunkSize);
        assertThat(pool.imapUnordered(SQUARE, numbers(500)).toList())
                .containsExactlyInAnyOrderElementsOf(
                        numbers(500).stream().map(a -> a * a).toList());
        assertThat(pool.imapUnordered(SQUARE, List.of())).isEmpty();
    }

    @Test
    void imapUnorderedGivesResultsAsTheyEnd() {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        try (Stream<Integer> results = pool(coordinator).imapUnordered(SQUARE, numbers(3))) {
            AtomicReference<List<Integer>> read = new AtomicReference<>();
            Thread reader = new Thread(() -> read.set(results.toList()));
            reader.start();
            await().until(() -> coordinator.open().size() == 3);
            coordinator.succeed(3, 30);
            coordinator.succeed(1, 10);
            coordinator.succeed(2, 20);
            await().until(() -> read.get() != null);
            assertThat(read.get()).containsExactly(30, 10, 20);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAheadOnlyALittle(boolean ordered) {
        AtomicInteger read = new AtomicInteger();
        FakeCoordinator coordinator = FakeCoordinator.manual();
        ClientPool pool = pool(coordinator);
        try (Stream<Integer> results =
                ordered ? pool.imap(SQUARE, endless(read)) : pool.imapUnordered(SQUARE, endless(read))) {
            assertThat(read).hasValue(0);
            Iterator<Integer> iterator = results.iterator();
            List<Integer> first = new ArrayList<>();
            Thread reader = new Thread(() -> first.add(iterator.next()));
            reader.start();
            await().until(() -> reader.getState() == Thread.State.WAITING);
            assertThat(read).hasValue(16);
            coordinator.succeed(1, 7);
            await().until(() -> !reader.isAlive());
            assertThat(first).containsExactly(7);
            assertThat(read).hasValue(16);
        }
        // Closed: what was under way is cancelled.
        assertThat(coordinator.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 1", "true, 7", "false, 7"})
    void endlessItemsNeedLittleMemory(boolean ordered, int chunkSize) {
        AtomicInteger read = new AtomicInteger();
        ProcessPool pool = automatic(chunkSize);
        try (Stream<Integer> results =
                ordered ? pool.imap(SQUARE, endless(read)) : pool.imapUnordered(SQUARE, endless(read))) {
            assertThat(results.limit(50_000).count()).isEqualTo(50_000);
        }
        assertThat(read.get()).isBetween(50_000, 50_000 + 4097 * chunkSize);
    }

    @Test
    void largeItemsAreReadAheadByTheirBytes() {
        AtomicInteger read = new AtomicInteger();
        RemoteFunction<byte[], Object> function = bytes -> bytes.length;
        FakeCoordinator coordinator = FakeCoordinator.manual().unrecorded();
        Iterable<byte[]> items = () -> Stream.generate(() -> {
                    read.incrementAndGet();
                    return new byte[5 << 20];
                })
                .iterator();
        Stream<Object> results = pool(coordinator).imap(function, items);
        Iterator<Object> iterator = results.iterator();
        Thread reader = new Thread(iterator::next);
        reader.start();
        await().until(() -> reader.getState() == Thread.State.WAITING);
        assertThat(read).hasValue(4);
        coordinator.succeed(1, 1);
        await().until(() -> !reader.isAlive());
        results.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnPastAFailureWhenReadByIterator(boolean ordered) {
        ProcessPool pool = automatic(1);
        Stream<Integer> results =
                ordered ? pool.imap(ODD_FAILS, numbers(100)) : pool.imapUnordered(ODD_FAILS, numbers(100));
        Iterator<Integer> iterator = results.iterator();
        List<Integer> good = new ArrayList<>();
        int bad = 0;
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                good.add(iterator.next());
            } catch (CompletionException failed) {
                assertThat(failed.getCause())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("odd ");
                bad++;
            }
        }
        assertThat(bad).isEqualTo(50);
        assertThat(good)
                .containsExactlyInAnyOrderElementsOf(
                        numbers(100).stream().filter(a -> a % 2 == 0).toList());
    }

    @Test
    void aFailureComesInTheOrderOfItsItem() {
        Iterator<Integer> iterator = automatic(1).imap(ODD_FAILS, numbers(4)).iterator();
        assertThat(iterator.next()).isZero();
        assertThatThrownBy(iterator::next).hasRootCauseMessage("odd 1");
        assertThat(iterator.next()).isEqualTo(2);
        assertThatThrownBy(iterator::next).hasRootCauseMessage("odd 3");
        assertThat(iterator.hasNext()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 1", "true, 2", "false, 2"})
    void whatTheIteratorThrowsComesAfterTheResultsOfWhatCameBefore(boolean ordered, int chunkSize) {
        ProcessPool pool = automatic(chunkSize);
        Iterable<Integer> items = () -> Stream.iterate(1, a -> a + 1)
                .peek(a -> {
                    if (a == 4) {
                        throw new IllegalStateException("no fourth");
                    }
                })
                .iterator();
        Iterator<Integer> iterator =
                (ordered ? pool.imap(SQUARE, items) : pool.imapUnordered(SQUARE, items)).iterator();
        List<Integer> results = List.of(iterator.next(), iterator.next(), iterator.next());
        assertThat(results).containsExactlyInAnyOrder(1, 4, 9);
        assertThatThrownBy(iterator::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no fourth");
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void anItemThatCannotTravelFailsInItsPlace() {
        RemoteFunction<Object, Object> same = a -> a;
        Iterator<Object> iterator =
                automatic(1).imap(same, List.of(1, new Object(), 3)).iterator();
        assertThat(iterator.next()).isEqualTo(1);
        assertThatThrownBy(iterator::next).isInstanceOf(PayloadException.class);
        assertThat(iterator.next()).isEqualTo(3);
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void aPoolThatEndsEndsTheStream() {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        Iterator<Integer> iterator =
                pool(coordinator).imap(SQUARE, endless(new AtomicInteger())).iterator();
        List<Throwable> thrown = new ArrayList<>();
        List<Integer> results = new ArrayList<>();
        Thread reader = new Thread(() -> {
            while (true) {
                try {
                    if (!iterator.hasNext()) {
                        return;
                    }
                    results.add(iterator.next());
                } catch (RuntimeException failure) {
                    thrown.add(failure);
                }
            }
        });
        reader.start();
        await().until(() -> coordinator.open().size() == 16);
        coordinator.succeed(1, 1);
        coordinator.lose(new IOException("gone"));
        await().until(() -> !reader.isAlive());
        assertThat(results).containsExactly(1);
        // One for each task under way, then one for the items that could not be submitted any more.
        assertThat(thrown).hasSizeBetween(16, 17);
        assertThat(thrown.get(0))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CoordinatorLostException.class);
        assertThat(thrown.get(thrown.size() - 1)).isInstanceOf(CoordinatorLostException.class);
    }

    @Test
    void anInterruptEndsTheWaitAndLosesNothing() throws Exception {
        FakeCoordinator coordinator = FakeCoordinator.manual();
        Iterator<Integer> iterator = pool(coordinator).imap(SQUARE, numbers(2)).iterator();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                iterator.next();
            } catch (CompletionException interrupted) {
                thrown.set(interrupted);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        reader.start();
        await().until(() -> coordinator.open().size() == 2);
        reader.interrupt();
        reader.join();
        assertThat(thrown.get()).hasCauseInstanceOf(InterruptedException.class);
        coordinator.succeed(1, 10);
        coordinator.succeed(2, 20);
        assertThat(iterator.next()).isEqualTo(10);
        assertThat(iterator.next()).isEqualTo(20);
        assertThat(iterator.hasNext()).isFalse();
    }
}
