package dev.myriapod.it.semantics.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.it.house.CleanHouseOfClass;
import dev.myriapod.it.semantics.Deaths;
import dev.myriapod.it.semantics.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@link ExecutorService} promises of running tasks. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class ExecutorServiceTest {
    private static Myriapod myriapod;
    private static ExecutorService pool;

    @BeforeAll
    static void open() throws Exception {
        myriapod = Myriapod.local();
        pool = myriapod.pool(2);
        pool.submit((RemoteCallable<Integer>) () -> 1).get();
    }

    @AfterAll
    static void close() {
        myriapod.close();
    }

    private static RemoteCallable<Integer> returning(int number) {
        return () -> number;
    }

    private static RemoteCallable<Integer> failing(String message) {
        return () -> {
            throw new IllegalStateException(message);
        };
    }

    private static RemoteCallable<Integer> endless() {
        return () -> {
            Thread.sleep(600_000);
            return 0;
        };
    }

    @Test
    void invokeAllReturnsWhenAllAreDone() throws Exception {
        List<Callable<Integer>> tasks = List.of(returning(1), failing("two"), returning(3));
        List<Future<Integer>> futures = pool.invokeAll(tasks);
        assertThat(futures).hasSize(3).allMatch(Future::isDone);
        assertThat(futures.get(0).get()).isEqualTo(1);
        assertThatThrownBy(futures.get(1)::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two");
        assertThat(futures.get(2).get()).isEqualTo(3);
        assertThat(pool.<Integer>invokeAll(List.of())).isEmpty();
    }

    @Test
    void invokeAllCancelsWhatIsNotDoneInTime() throws Exception {
        List<Callable<Integer>> tasks = List.of(returning(1), endless());
        List<Future<Integer>> futures = pool.invokeAll(tasks, 2, TimeUnit.SECONDS);
        assertThat(futures).hasSize(2).allMatch(Future::isDone);
        assertThat(futures.get(0).get()).isEqualTo(1);
        assertThat(futures.get(1).isCancelled()).isTrue();
        List<Callable<Integer>> small = List.of(returning(1), returning(2));
        assertThat(pool.invokeAll(small, 50, TimeUnit.SECONDS)).hasSize(2).noneMatch(Future::isCancelled);
    }

    @Test
    void invokeAnyGivesOneResultAndCancelsTheRest() throws Exception {
        assertThat(pool.invokeAny(List.of(failing("one"), returning(2), endless())))
                .isEqualTo(2);
        assertThat(pool.invokeAny(List.of(endless(), returning(4)), 50, TimeUnit.SECONDS))
                .isEqualTo(4);
        // Were the endless ones not cancelled, nobody would be left to do this.
        assertThat(pool.submit(returning(5)).get(30, TimeUnit.SECONDS)).isEqualTo(5);
        assertThat(pool.invokeAll(List.of(returning(6), returning(7)))).hasSize(2);
    }

    @Test
    void invokeAnyFailsWhenAllFailOrTimeIsUp() {
        assertThatThrownBy(() -> pool.invokeAny(List.of(failing("one"), failing("two"))))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.invokeAny(List.of(endless()), 100, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> pool.invokeAny(List.<Callable<Integer>>of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void touch(String file) {
        try {
            Files.createFile(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void executeRuns(@TempDir Path directory) {
        String file = directory.resolve("done").toString();
        RemoteRunnable task = () -> touch(file);
        pool.execute(task);
        await().until(() -> Files.exists(Path.of(file)));
    }

    @Test
    void submitOfARunnableGivesNullOrTheResultItself(@TempDir Path directory) throws Exception {
        String file = directory.resolve("done").toString();
        RemoteRunnable task = () -> touch(file);
        Object result = new Object();
        assertThat(pool.submit(task, result).get()).isSameAs(result);
        assertThat(Path.of(file)).exists();
        RemoteRunnable nothing = () -> {};
        assertThat(pool.submit(nothing).get()).isNull();
    }

    @Test
    void whatIsNotSerializableIsRefusedAtTheCall() {
        Runnable plain = () -> {};
        Callable<Integer> plainCallable = () -> 1;
        assertThatThrownBy(() -> pool.execute(plain)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> pool.submit(plain)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> pool.submit(plain, 1)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> pool.submit(plainCallable)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> pool.invokeAll(List.of(plainCallable))).isInstanceOf(PayloadException.class);
    }

    @Test
    void nullsAreRefused() {
        assertThatThrownBy(() -> pool.execute(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.submit((Callable<Object>) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.submit((Runnable) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.invokeAll(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void anInterruptOfInvokeAllCancelsItsTasks() throws Exception {
        ProcessPool own = (ProcessPool) pool;
        try (Gate gate = new Gate()) {
            int port = gate.port();
            Thread caller = new Thread(() -> assertThatThrownBy(
                            () -> own.invokeAll(List.of((RemoteCallable<Long>) () -> Gate.pass(port))))
                    .isInstanceOf(InterruptedException.class));
            caller.start();
            long worker = gate.awaitArrival();
            caller.interrupt();
            caller.join();
            Deaths.await(worker);
        }
    }

    @Test
    void aCancelledTaskThrowsCancellation() {
        TaskFuture<Integer> future = ((ProcessPool) pool).submit(endless());
        assertThat(future.cancel(true)).isTrue();
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    }
}
