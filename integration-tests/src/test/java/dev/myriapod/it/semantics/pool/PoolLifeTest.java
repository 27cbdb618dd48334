package dev.myriapod.it.semantics.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How pools and their workers begin, are replaced, and end. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(60)
class PoolLifeTest {
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
    void aPoolHasAsManyWorkersAsAsked() {
        assertThatIllegalArgumentException().isThrownBy(() -> myriapod.pool(0));
        assertThatIllegalArgumentException().isThrownBy(() -> myriapod.pool(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolOptions.builder().maxTasksPerWorker(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolOptions.builder().maxTasksPerWorker(-1));
        try (ProcessPool pool = myriapod.pool(3);
                Gate gate = new Gate()) {
            assertThat(pool.size()).isEqualTo(3);
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                pool.submit(Gate::pass, gate.port());
            }
            for (int i = 0; i < 3; i++) {
                pids.add(gate.awaitArrival());
            }
            assertThat(pids).hasSize(3).doesNotContain(pid());
            gate.letThrough();
        }
        try (ProcessPool pool = myriapod.pool()) {
            assertThat(pool.size()).isEqualTo(myriapod.cpuCount());
        }
    }

    @Test
    void aClosedPoolTakesNothing() throws Exception {
        ProcessPool pool = myriapod.pool(1);
        TaskFuture<Long> submitted = pool.submit(PoolLifeTest::pid);
        pool.close();
        assertThat(submitted.isDone()).isTrue();
        assertThat(submitted.get()).isNotEqualTo(pid());
        assertThatThrownBy(() -> pool.submit(PoolLifeTest::pid)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.apply(PoolLifeTest::pid)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.map(PoolLifeTest::same, List.of(1)))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.imap(PoolLifeTest::same, List.of(1)).toList())
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.starmap(PoolLifeTest::sum, List.of(Map.entry(1, 2))))
                .isInstanceOf(RejectedExecutionException.class);
        pool.close();
    }

    static int same(int number) {
        return number;
    }

    static int sum(int a, int b) {
        return a + b;
    }

    static void sleepLong() throws InterruptedException {
        Thread.sleep(600_000);
    }

    static int sleepAndReturn(int number) throws InterruptedException {
        sleepLong();
        return number;
    }

    @Test
    void shutdownNowEndsTenThousandLongTasks() throws InterruptedException {
        ProcessPool pool = myriapod.pool(2);
        List<TaskFuture<Integer>> futures = IntStream.range(0, 10_000)
                .mapToObj(i -> pool.submit(PoolLifeTest::sleepAndReturn, i))
                .toList();
        await().until(() -> futures.get(0).workerPid() != 0);
        assertThat(pool.shutdownNow()).isEmpty();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(futures).allMatch(TaskFuture::isCancelled);
        assertThatThrownBy(() -> futures.get(0).get()).isInstanceOf(CancellationException.class);
    }

    @Test
    void workersAreReplacedAfterSoManyTasks() throws Exception {
        try (ProcessPool pool =
                myriapod.pool(PoolOptions.builder().size(2).maxTasksPerWorker(3).build())) {
            List<TaskFuture<Long>> futures = IntStream.range(0, 14)
                    .mapToObj(i -> pool.submit(PoolLifeTest::pid))
                    .toList();
            List<Long> pids = new ArrayList<>();
            for (TaskFuture<Long> future : futures) {
                pids.add(future.get());
            }
            Map<Long, Long> tasks = pids.stream().collect(Collectors.groupingBy(pid -> pid, Collectors.counting()));
            assertThat(tasks.values()).allMatch(count -> count <= 3);
            assertThat(tasks).hasSizeGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void aPoolWhoseWorkersAreBeingReplacedCanBeClosed() {
        List<TaskFuture<Long>> futures;
        try (ProcessPool pool =
                myriapod.pool(PoolOptions.builder().size(2).maxTasksPerWorker(1).build())) {
            futures = IntStream.range(0, 6)
                    .mapToObj(i -> pool.submit(PoolLifeTest::pid))
                    .toList();
        }
        assertThat(futures.stream().map(future -> future.toCompletableFuture().join()))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    /** Fails in the fourth process that comes. */
    static void onlyThreeMayStart(Path directory) {
        for (int i = 0; i < 3; i++) {
            if (take(directory.resolve("ticket-" + i))) {
                return;
            }
        }
        throw new IllegalStateException("no ticket left");
    }

    private static boolean take(Path ticket) {
        try {
            Files.createFile(ticket);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ifOneWorkerCannotStartTheOthersAreStopped(@TempDir Path directory) {
        String tickets = directory.toString();
        ProcessPool pool = myriapod.pool(PoolOptions.builder()
                .size(5)
                .initializer(() -> onlyThreeMayStart(Path.of(tickets)))
                .build());
        TaskFuture<?> task = pool.submit(() -> sleepAndReturn(1));
        assertThatThrownBy(task::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(PoolBrokenException.class)
                .hasStackTraceContaining("no ticket left");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(ProcessHandle.current().descendants()).isEmpty());
        assertThatThrownBy(() -> pool.submit(PoolLifeTest::pid)).isInstanceOf(PoolBrokenException.class);
        pool.close();
    }

    static String failLoudly(int number) {
        if (number == 0) {
            throw new IllegalStateException("x".repeat(1_000_000));
        }
        return "y".repeat(1 << 20);
    }

    @Test
    void anEarlyFailureWithALongMessageDoesNotBlockTheClose() {
        try (ProcessPool pool = myriapod.pool(2)) {
            var all = pool.mapAsync(
                    PoolLifeTest::failLoudly, IntStream.range(0, 30).boxed().toList());
            assertThatThrownBy(all::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSize(1_000_000));
        }
    }

    static Object notSerializable() {
        return Collections.singletonMap("lock", new Object());
    }

    @Test
    void resultsThatCannotBeEncodedLoseNoWorker() throws InterruptedException {
        try (ProcessPool pool = myriapod.pool(1)) {
            long worker = pool.apply(PoolLifeTest::pid);
            List<TaskFuture<Object>> futures = IntStream.range(0, 20)
                    .mapToObj(i -> pool.submit(PoolLifeTest::notSerializable))
                    .toList();
            for (TaskFuture<Object> future : futures) {
                assertThatThrownBy(future::get)
                        .cause()
                        .isInstanceOf(PayloadException.class)
                        .hasMessageContaining("java.lang.Object");
            }
            assertThat(pool.apply(PoolLifeTest::pid)).isEqualTo(worker);
        }
    }

    record Baggage(String text) implements Serializable {}

    static Baggage repack(Baggage baggage) {
        return new Baggage(baggage.text + "!");
    }

    @Test
    void argumentsAndResultsAreNotKept() throws Exception {
        try (ProcessPool pool = myriapod.pool(1)) {
            List<WeakReference<?>> references = new ArrayList<>();
            submitBaggage(pool, references);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                System.gc();
                return references.stream().allMatch(reference -> reference.get() == null);
            });
        }
    }

    private static void submitBaggage(ProcessPool pool, List<WeakReference<?>> references) throws Exception {
        Baggage baggage = new Baggage("heavy");
        TaskFuture<Baggage> future = pool.submit(PoolLifeTest::repack, baggage);
        Baggage result = future.get();
        assertThat(result).isEqualTo(new Baggage("heavy!"));
        references.add(new WeakReference<>(baggage));
        references.add(new WeakReference<>(result));
        references.add(new WeakReference<>(future));
    }
}
