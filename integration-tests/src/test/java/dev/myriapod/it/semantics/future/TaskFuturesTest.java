package dev.myriapod.it.semantics.future;

import static dev.myriapod.TaskFutures.ReturnWhen.ALL_COMPLETED;
import static dev.myriapod.TaskFutures.ReturnWhen.FIRST_COMPLETED;
import static dev.myriapod.TaskFutures.ReturnWhen.FIRST_EXCEPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskFutures;
import dev.myriapod.TaskFutures.Waited;
import dev.myriapod.it.house.CleanHouseOfClass;
import dev.myriapod.it.semantics.Gate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Waiting for several futures, of one pool or more. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class TaskFuturesTest {
    private static Myriapod myriapod;
    private static ProcessPool pool;
    private static ProcessPool other;

    private final Gate gate = new Gate();

    @BeforeAll
    static void open() {
        myriapod = Myriapod.local();
        pool = myriapod.pool(1);
        other = myriapod.pool(1);
    }

    @AfterAll
    static void closeAll() {
        myriapod.close();
    }

    @AfterEach
    void openGate() {
        gate.close();
    }

    static int square(int number) {
        return number * number;
    }

    static int fail(int number) {
        throw new IllegalArgumentException("on purpose " + number);
    }

    @Test
    void waitForTheFirst() throws InterruptedException {
        TaskFuture<Long> stuck = other.submit(Gate::pass, gate.port());
        TaskFuture<Integer> quick = pool.submit(TaskFuturesTest::square, 3);
        List<TaskFuture<?>> futures = List.of(stuck, quick);
        Waited<TaskFuture<?>> waited = TaskFutures.wait(futures, FIRST_COMPLETED);
        assertThat(waited.done()).isEqualTo(Set.of(quick));
        assertThat(waited.notDone()).isEqualTo(Set.of(stuck));
        // One that has ended already counts at once.
        assertThat(TaskFutures.wait(futures, FIRST_COMPLETED)).isEqualTo(waited);
    }

    @Test
    void waitForTheFirstException() throws InterruptedException {
        TaskFuture<Integer> failing = pool.submit(TaskFuturesTest::fail, 3);
        TaskFuture<Long> stuck = other.submit(Gate::pass, gate.port());
        TaskFuture<Integer> behind = other.submit(TaskFuturesTest::square, 3);
        behind.cancel(true);
        Waited<TaskFuture<?>> waited = TaskFutures.wait(List.of(stuck, behind, failing), FIRST_EXCEPTION);
        assertThat(waited.notDone()).isEqualTo(Set.of(stuck));
        assertThat(waited.done()).isEqualTo(Set.of(behind, failing));
        TaskFuture<Integer> good = pool.submit(TaskFuturesTest::square, 3);
        assertThat(TaskFutures.wait(List.of(good, behind), FIRST_EXCEPTION).notDone())
                .as("no exception: all")
                .isEmpty();
    }

    @Test
    void waitForAll() throws InterruptedException {
        List<TaskFuture<Integer>> futures = IntStream.range(0, 100)
                .mapToObj(i -> (i % 2 == 0 ? pool : other).submit(TaskFuturesTest::square, i))
                .toList();
        Waited<TaskFuture<Integer>> waited = TaskFutures.wait(futures);
        assertThat(waited.done()).containsExactlyElementsOf(futures);
        assertThat(waited.notDone()).isEmpty();
        assertThat(TaskFutures.wait(futures, ALL_COMPLETED)).isEqualTo(waited);
        assertThat(TaskFutures.wait(List.<TaskFuture<Integer>>of()).done()).isEmpty();
        TaskFuture<Integer> one = futures.get(0);
        assertThat(TaskFutures.wait(List.of(one, one)).done()).hasSize(1);
    }

    @Test
    void aWaitThatTimesOutTellsWhatThereIs() throws InterruptedException {
        TaskFuture<Long> stuck = other.submit(Gate::pass, gate.port());
        gate.awaitArrival();
        Waited<TaskFuture<Long>> waited = TaskFutures.wait(List.of(stuck), ALL_COMPLETED, Duration.ofMillis(50));
        assertThat(waited.done()).isEmpty();
        assertThat(waited.notDone()).isEqualTo(Set.of(stuck));
        assertThat(TaskFutures.wait(List.of(stuck), FIRST_COMPLETED, Duration.ZERO)
                        .done())
                .isEmpty();
        assertThat(stuck.isDone()).isFalse();
    }

    @Test
    void asCompletedGivesEachOnceAsItEnds() {
        TaskFuture<Long> stuck = other.submit(Gate::pass, gate.port());
        TaskFuture<Integer> quick = pool.submit(TaskFuturesTest::square, 3);
        TaskFuture<Integer> failing = pool.submit(TaskFuturesTest::fail, 3);
        gate.awaitArrival();
        Iterator<TaskFuture<?>> completed = TaskFutures.<TaskFuture<?>>asCompleted(
                        List.of(stuck, quick, failing, quick))
                .iterator();
        Set<TaskFuture<?>> first = new HashSet<>();
        first.add(completed.next());
        first.add(completed.next());
        assertThat(first).isEqualTo(Set.of(quick, failing));
        gate.letThrough();
        assertThat(completed.hasNext()).isTrue();
        assertThat((Object) completed.next()).isSameAs(stuck);
        assertThat(completed.hasNext()).isFalse();
        assertThat(TaskFutures.asCompleted(List.<TaskFuture<?>>of())).isEmpty();
    }

    @Test
    void asCompletedTimesOut() {
        TaskFuture<Long> stuck = other.submit(Gate::pass, gate.port());
        gate.awaitArrival();
        assertThatThrownBy(() -> TaskFutures.asCompleted(List.of(stuck), Duration.ofMillis(50))
                        .forEach(ended -> assertThat(ended.isDone()).isTrue()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(stuck.isDone()).isFalse();
    }
}
