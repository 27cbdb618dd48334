package dev.myriapod.client.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.proto.v1.PoolCommand;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(60)
class ClientFutureTest {
    private static final AtomicInteger DECODED = new AtomicInteger();
    private static CountDownLatch decoding = new CountDownLatch(0);
    private static CountDownLatch decodable = new CountDownLatch(0);

    private final FakeCoordinator coordinator = FakeCoordinator.manual();
    private final ClientPool pool = coordinator.pool();

    @AfterEach
    void noViolations() {
        assertThat(coordinator.violations).isEmpty();
        coordinator.close();
    }

    /** Counts how often it is decoded, and can be held up at it. */
    record Counted(String text) implements Serializable {
        private static final class Form implements Serializable {
            private String text;

            private Object readResolve() throws InterruptedException {
                DECODED.incrementAndGet();
                decoding.countDown();
                decodable.await();
                return new Counted(text);
            }
        }

        private Object writeReplace() {
            Form form = new Form();
            form.text = text;
            return form;
        }
    }

    static final class Unreadable implements Serializable {
        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("not here");
        }
    }

    private TaskFuture<Object> submit() {
        return pool.submit((RemoteCallable<Object>) () -> null);
    }

    @Test
    void goesFromPendingOverRunningToSucceeded() throws Exception {
        TaskFuture<Object> future = submit();
        assertThat(future.taskId()).isEqualTo(1);
        assertThat(future.taskState()).isEqualTo(TaskState.PENDING);
        assertThat(future.attempt()).isZero();
        assertThat(future.workerPid()).isZero();
        assertThat(future.isDone()).isFalse();

        coordinator.running(1, 2, 77);
        assertThat(future.taskState()).isEqualTo(TaskState.RUNNING);
        assertThat(future.attempt()).isEqualTo(2);
        assertThat(future.workerPid()).isEqualTo(77);

        coordinator.succeed(1, "result");
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isFalse();
        assertThat(future.get()).isEqualTo("result");
        assertThat(future.taskState()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(future.workerPid()).isEqualTo(4711);
        assertThat(future.cancel(true)).isFalse();
        assertThat(submit().taskId()).isEqualTo(2);
    }

    @Test
    void nullIsAResult() throws Exception {
        TaskFuture<Object> future = submit();
        coordinator.succeed(1, null);
        assertThat(future.get()).isNull();
        assertThat(future.taskState()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void getWaitsForTheEndAndWakesEveryThread() throws Exception {
        TaskFuture<Object> future = submit();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean timed = i % 2 == 0;
            waiting.add(threads.submit(() -> timed ? future.get(50, TimeUnit.SECONDS) : future.get()));
        }
        coordinator.succeed(1, "there");
        for (Future<Object> result : waiting) {
            assertThat(result.get()).isEqualTo("there");
        }
        threads.shutdown();
    }

    @Test
    void getWithATimeoutOnlyStopsWaiting() throws Exception {
        TaskFuture<Object> future = submit();
        assertThatThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("Task 1 of pool test");
        assertThatThrownBy(() -> future.get(-1, TimeUnit.DAYS)).isInstanceOf(TimeoutException.class);
        assertThat(coordinator.sent(PoolCommand.CommandCase.CANCEL)).isZero();
        coordinator.succeed(1, 5);
        assertThat(future.get(0, TimeUnit.SECONDS)).isEqualTo(5);
        assertThat(future.get(Long.MAX_VALUE, TimeUnit.DAYS)).isEqualTo(5);
    }

    @Test
    void aWaitThatWasGivenUpLeavesNothingBehind() throws Exception {
        ClientFuture<Object> future = (ClientFuture<Object>) submit();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> future.get(1, TimeUnit.NANOSECONDS)).isInstanceOf(TimeoutException.class);
        }
        AtomicInteger told = new AtomicInteger();
        future.watch(told::incrementAndGet);
        future.watch(told::incrementAndGet);
        Runnable never = told::incrementAndGet;
        dev.myriapod.client.watch.Watcher taken = never::run;
        future.watch(taken);
        future.unwatch(taken);
        coordinator.succeed(1, 1);
        assertThat(told).hasValue(2);
        future.watch(told::incrementAndGet);
        assertThat(told).hasValue(3);
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheTask() throws Exception {
        TaskFuture<Object> future = submit();
        Thread.currentThread().interrupt();
        assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> future.get(0, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);

        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch started = new CountDownLatch(1);
        Future<?> waiter = thread.submit((Callable<Object>) () -> {
            started.countDown();
            assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);
            return null;
        });
        started.await();
        thread.shutdownNow();
        waiter.get();

        assertThat(coordinator.sent(PoolCommand.CommandCase.CANCEL)).isZero();
        coordinator.succeed(1, "fine");
        // As FutureTask: what is there is given, and the interrupt stays for others.
        Thread.currentThread().interrupt();
        assertThat(future.get()).isEqualTo("fine");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theExceptionOfTheFunctionIsTheCause() {
        TaskFuture<Object> future = submit();
        coordinator.fail(1, new java.io.IOException("disk"));
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("disk");
        assertThat(future.taskState()).isEqualTo(TaskState.FAILED);
        // Asked again, it is the same object; another future has another.
        assertThat(causeOf(future)).isSameAs(causeOf(future));
        TaskFuture<Object> other = submit();
        coordinator.fail(2, new java.io.IOException("disk"));
        assertThat(causeOf(other)).isNotSameAs(causeOf(future));
    }

    private static Throwable causeOf(TaskFuture<?> future) {
        try {
            future.get();
            throw new AssertionError("it succeeded");
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void theFirstWhoAsksDecodesAndTheOthersWaitForIt() throws Exception {
        DECODED.set(0);
        decoding = new CountDownLatch(1);
        decodable = new CountDownLatch(1);
        TaskFuture<Object> future = submit();
        coordinator.succeed(1, new Counted("x"));
        assertThat(future.isDone()).isTrue();
        assertThat(DECODED).hasValue(0);

        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<Object> first = threads.submit(() -> future.get());
        decoding.await();
        assertThatThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("decoding");
        Future<Object> second = threads.submit(() -> future.get());
        decodable.countDown();
        assertThat(first.get()).isEqualTo(new Counted("x"));
        assertThat(second.get()).isSameAs(first.get());
        assertThat(DECODED).hasValue(1);
        threads.shutdown();
    }

    @Test
    void aResultThatCannotBeDecodedFailsTheFutureForGood() {
        TaskFuture<Object> future = submit();
        coordinator.succeed(1, new Unreadable());
        assertThat(future.taskState()).isEqualTo(TaskState.FAILED);
        Throwable cause = causeOf(future);
        assertThat(cause).isInstanceOf(PayloadException.class).hasMessageContaining("Task 1");
        assertThat(((PayloadException) cause).taskId()).isEqualTo(1);
        assertThat(((PayloadException) cause).workerPid()).isEqualTo(4711);
        assertThat(causeOf(future)).isSameAs(cause);
    }

    @Test
    void aResultThatIsTooBrokenToReadFailsTheFutureToo() {
        TaskFuture<Object> future = submit();
        coordinator.succeedWithBytes(1, ByteString.copyFromUtf8("nonsense"));
        assertThat(causeOf(future)).isInstanceOf(PayloadException.class);
    }

    @Test
    void cancelIsLocalFirstAndTheCoordinatorIsTold() {
        TaskFuture<Object> future = submit();
        assertThat(future.cancel(true)).isTrue();
        assertThat(future.isCancelled()).isTrue();
        assertThat(future.isDone()).isTrue();
        assertThat(future.taskState()).isEqualTo(TaskState.CANCELLED);
        assertThat(future.cancel(true)).isFalse();
        assertThatThrownBy(future::get)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("Task 1 of pool test was cancelled");
        coordinator.settle();
        PoolCommand last = coordinator.commands.get(coordinator.commands.size() - 1);
        assertThat(last.getCancel().getTaskId()).isEqualTo(1);
        assertThat(last.getCancel().getInterrupt()).isTrue();
        assertThat(submit().cancel(false)).isTrue();
        last = coordinator.commands.get(coordinator.commands.size() - 1);
        assertThat(last.getCancel().getInterrupt()).isFalse();
    }

    @Test
    void ofResultAndCancelTheFirstCounts() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        for (int round = 1; round <= 500; round++) {
            TaskFuture<Object> future = submit();
            long id = future.taskId();
            Future<?> result = thread.submit(() -> coordinator.succeed(id, "result"));
            boolean cancelled = future.cancel(true);
            result.get();
            assertThat(future.isCancelled()).isEqualTo(cancelled);
            if (cancelled) {
                assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
            } else {
                assertThat(future.get()).isEqualTo("result");
            }
        }
        thread.shutdown();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void theNewerMethodsOfFutureWork() throws Exception {
        TaskFuture<Object> future = submit();
        assertThat(state(future)).isEqualTo("RUNNING");
        coordinator.succeed(1, "now");
        assertThat(state(future)).isEqualTo("SUCCESS");
        assertThat(Future.class.getMethod("resultNow").invoke(future)).isEqualTo("now");
        TaskFuture<Object> failed = submit();
        coordinator.fail(2, new IllegalStateException("no"));
        assertThat(state(failed)).isEqualTo("FAILED");
        assertThat(Future.class.getMethod("exceptionNow").invoke(failed)).isInstanceOf(IllegalStateException.class);
        TaskFuture<Object> cancelled = submit();
        cancelled.cancel(true);
        assertThat(state(cancelled)).isEqualTo("CANCELLED");
    }

    private static String state(Future<?> future) throws Exception {
        return Future.class.getMethod("state").invoke(future).toString();
    }

    @Test
    void aSecondEndChangesNothing() throws Exception {
        ClientFuture<Object> future = (ClientFuture<Object>) submit();
        coordinator.succeed(1, "first");
        coordinator.succeed(1, "second");
        coordinator.fail(1, new IllegalStateException());
        future.succeeded(FakeCoordinator.bytes("third"));
        assertThat(future.get()).isEqualTo("first");
    }
}
