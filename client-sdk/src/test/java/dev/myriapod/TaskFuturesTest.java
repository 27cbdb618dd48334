package dev.myriapod;

import static dev.myriapod.TaskFutures.ReturnWhen.ALL_COMPLETED;
import static dev.myriapod.TaskFutures.ReturnWhen.FIRST_COMPLETED;
import static dev.myriapod.TaskFutures.ReturnWhen.FIRST_EXCEPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.TaskFutures.ReturnWhen;
import dev.myriapod.TaskFutures.Waited;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.function.RemoteCallable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TaskFuturesTest {
    private final FakeCoordinator coordinator = FakeCoordinator.manual();
    private final ClientPool pool = coordinator.pool();
    private final TaskFuture<Integer> a = submit();
    private final TaskFuture<Integer> b = submit();
    private final TaskFuture<Integer> c = submit();
    private final List<TaskFuture<Integer>> all = List.of(a, b, c);

    @AfterEach
    void close() {
        coordinator.close();
    }

    private TaskFuture<Integer> submit() {
        return pool.submit((RemoteCallable<Integer>) () -> 1);
    }

    /** A wait that has begun to wait, or is over. */
    private FutureTask<Waited<TaskFuture<Integer>>> waiting(ReturnWhen when) {
        FutureTask<Waited<TaskFuture<Integer>>> task = new FutureTask<>(() -> TaskFutures.wait(all, when));
        Thread thread = new Thread(task);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING || task.isDone());
        return task;
    }

    @Test
    void firstCompleted() throws Exception {
        var waiting = waiting(FIRST_COMPLETED);
        assertThat(waiting).isNotDone();
        coordinator.succeed(2, 1);
        assertThat(waiting.get().done()).containsExactly(b);
        assertThat(waiting.get().notDone()).containsExactly(a, c);
        assertThat(TaskFutures.wait(all, FIRST_COMPLETED).done()).containsExactly(b);
        assertThat(TaskFutures.wait(List.of(a, b, a), FIRST_COMPLETED).notDone())
                .containsExactly(a);
    }

    @Test
    void firstException() throws Exception {
        var waiting = waiting(FIRST_EXCEPTION);
        coordinator.succeed(1, 1);
        b.cancel(true);
        assertThat(waiting).isNotDone();
        coordinator.fail(3, new IllegalStateException());
        assertThat(waiting.get().done()).containsExactly(a, b, c);
        TaskFuture<Integer> d = submit();
        assertThat(TaskFutures.wait(List.of(c, d), FIRST_EXCEPTION).notDone()).containsExactly(d);
    }

    @Test
    void firstExceptionWithoutAnyWaitsForAll() throws Exception {
        var waiting = waiting(FIRST_EXCEPTION);
        coordinator.succeed(1, 1);
        coordinator.succeed(2, 1);
        assertThat(waiting).isNotDone();
        c.cancel(true);
        assertThat(waiting.get().notDone()).isEmpty();
    }

    @Test
    void allCompleted() throws Exception {
        var waiting = waiting(ALL_COMPLETED);
        coordinator.fail(1, new IllegalStateException());
        coordinator.succeed(2, 1);
        assertThat(waiting).isNotDone();
        coordinator.succeed(3, 1);
        assertThat(waiting.get().done()).containsExactly(a, b, c);
        assertThat(TaskFutures.wait(all).notDone()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void atTheEndOfItsTimeItReturnsWhatThereIs(ReturnWhen when) throws Exception {
        Waited<TaskFuture<Integer>> waited = TaskFutures.wait(all, when, Duration.ofMillis(5));
        assertThat(waited.done()).isEmpty();
        assertThat(waited.notDone()).containsExactly(a, b, c);
        assertThat(TaskFutures.wait(all, when, Duration.ZERO).done()).isEmpty();
        coordinator.succeed(2, 1);
        assertThat(TaskFutures.wait(all, when, Duration.ZERO).done()).containsExactly(b);
    }

    @ParameterizedTest
    @EnumSource
    void withoutFuturesItReturnsAtOnce(ReturnWhen when) throws Exception {
        Waited<TaskFuture<Integer>> waited = TaskFutures.wait(List.of(), when);
        assertThat(waited.done()).isEmpty();
        assertThat(waited.notDone()).isEmpty();
        assertThat(TaskFutures.asCompleted(List.<TaskFuture<Integer>>of())).isEmpty();
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TaskFutures.wait(all)).isInstanceOf(InterruptedException.class);
        Iterator<TaskFuture<Integer>> completed = TaskFutures.asCompleted(all).iterator();
        Thread.currentThread().interrupt();
        assertThatThrownBy(completed::next)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        coordinator.succeed(1, 1);
        assertThat((Object) completed.next()).isSameAs(a);
    }

    @Test
    void asCompletedGivesEachOnceInTheOrderOfTheirEnds() {
        coordinator.succeed(3, 1);
        Iterator<TaskFuture<Integer>> completed =
                TaskFutures.asCompleted(List.of(a, b, c, a)).iterator();
        assertThat((Object) completed.next()).isSameAs(c);
        coordinator.fail(2, new IllegalStateException());
        coordinator.succeed(1, 1);
        assertThat((Object) completed.next()).isSameAs(b);
        assertThat(completed.hasNext()).isTrue();
        assertThat((Object) completed.next()).isSameAs(a);
        assertThat(completed.hasNext()).isFalse();
        assertThatThrownBy(completed::next).isInstanceOf(NoSuchElementException.class);
        List<TaskFuture<Integer>> again = new ArrayList<>();
        for (TaskFuture<Integer> future : TaskFutures.asCompleted(all, Duration.ZERO)) {
            again.add(future);
        }
        assertThat(again).containsExactly(a, b, c);
    }

    @Test
    void asCompletedThrowsAtTheEndOfItsTime() {
        coordinator.succeed(1, 1);
        Iterator<TaskFuture<Integer>> completed =
                TaskFutures.asCompleted(all, Duration.ofMillis(5)).iterator();
        assertThat((Object) completed.next()).isSameAs(a);
        assertThatThrownBy(completed::hasNext)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("2 of 3 futures");
        Iterator<TaskFuture<Integer>> long1 =
                TaskFutures.asCompleted(all, Duration.ofSeconds(Long.MAX_VALUE)).iterator();
        assertThat((Object) long1.next()).isSameAs(a);
    }
}
