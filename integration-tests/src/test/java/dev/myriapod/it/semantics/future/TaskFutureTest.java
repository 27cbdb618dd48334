package dev.myriapod.it.semantics.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.it.house.CleanHouseOfClass;
import dev.myriapod.it.semantics.Gate;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules of {@link Future}, and what a task tells of itself. One worker, so that a second task waits. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class TaskFutureTest {
    private static Myriapod myriapod;
    private static ProcessPool pool;

    private final Gate gate = new Gate();

    @BeforeAll
    static void open() {
        myriapod = Myriapod.local();
        pool = myriapod.pool(1);
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

    static int fail(String message) {
        throw new IllegalArgumentException(message);
    }

    static void sleepLong() throws InterruptedException {
        Thread.sleep(600_000);
    }

    @Test
    void aTaskTellsWhereItIs() throws Exception {
        TaskFuture<Long> first = pool.submit(Gate::pass, gate.port());
        TaskFuture<Integer> second = pool.submit(TaskFutureTest::square, 3);
        assertThat(second.taskId()).isEqualTo(first.taskId() + 1);
        long worker = gate.awaitArrival();
        await().until(() -> first.taskState() == TaskState.RUNNING);
        assertThat(first.workerPid()).isEqualTo(worker);
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(ProcessHandle.of(worker).filter(ProcessHandle::isAlive)).isPresent();
        assertThat(first.isDone()).isFalse();
        assertThat(second.taskState()).isEqualTo(TaskState.PENDING);
        assertThat(second.workerPid()).isZero();
        assertThat(second.attempt()).isZero();
        gate.letThrough();
        assertThat(first.get()).isEqualTo(worker);
        assertThat(second.get()).isEqualTo(9);
        assertThat(first.taskState()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(second.taskState()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(second.workerPid()).isEqualTo(worker);
        assertThat(second.attempt()).isEqualTo(1);
        assertThat(second.isDone()).isTrue();
        assertThat(second.isCancelled()).isFalse();
        assertThat(second.cancel(true)).isFalse();
        assertThat(second.get(0, TimeUnit.SECONDS)).isEqualTo(9);
    }

    @Test
    void aFailureIsTheCauseWithItsRemoteFramesAndTheSubmitSite() {
        TaskFuture<Integer> future = pool.submit(TaskFutureTest::fail, "on purpose");
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("on purpose")
                .hasStackTraceContaining("TaskFutureTest.fail(TaskFutureTest.java:")
                .hasStackTraceContaining("aFailureIsTheCauseWithItsRemoteFramesAndTheSubmitSite");
        assertThat(future.taskState()).isEqualTo(TaskState.FAILED);
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isFalse();
    }

    @Test
    void getWithATimeoutOnlyStopsWaiting() throws Exception {
        TaskFuture<Long> future = pool.submit(Gate::pass, gate.port());
        long worker = gate.awaitArrival();
        assertThatThrownBy(() -> future.get(10, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> future.get(0, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(future.isDone()).isFalse();
        gate.letThrough();
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(worker);
    }

    @Test
    void anInterruptOfWhoWaitsDoesNotTouchTheTask() throws Exception {
        TaskFuture<Long> future = pool.submit(Gate::pass, gate.port());
        long worker = gate.awaitArrival();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                future.get();
            } catch (InterruptedException | ExecutionException e) {
                thrown.set(e);
            }
        });
        waiter.start();
        waiter.interrupt();
        waiter.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(future.isDone()).isFalse();
        gate.letThrough();
        assertThat(future.get()).isEqualTo(worker);
    }

    @Test
    void aTaskCancelledBeforeItsBeginNeverBegins() throws Exception {
        TaskFuture<Long> first = pool.submit(Gate::pass, gate.port());
        TaskFuture<Integer> second = pool.submit(TaskFutureTest::square, 3);
        TaskFuture<Integer> third = pool.submit(TaskFutureTest::square, 4);
        long worker = gate.awaitArrival();
        assertThat(second.cancel(false)).isTrue();
        assertCancelled(second);
        gate.letThrough();
        assertThat(third.get()).isEqualTo(16);
        assertThat(first.get()).isEqualTo(worker);
        assertThat(second.workerPid()).isZero();
    }

    @Test
    void cancelWithInterruptEndsARunningTaskAndSparesTheWorkerThatObeys() throws Exception {
        long worker = pool.apply(() -> ProcessHandle.current().pid());
        TaskFuture<?> future = pool.submit(() -> {
            try {
                sleepLong();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> future.taskState() == TaskState.RUNNING);
        assertThat(future.cancel(true)).isTrue();
        assertCancelled(future);
        assertThat(pool.apply(() -> ProcessHandle.current().pid())).isEqualTo(worker);
    }

    @Test
    void cancelWithoutInterruptLetsItRunToItsEnd() throws Exception {
        TaskFuture<Long> future = pool.submit(Gate::pass, gate.port());
        long worker = gate.awaitArrival();
        assertThat(future.cancel(false)).isTrue();
        assertCancelled(future);
        TaskFuture<Long> next = pool.submit(() -> ProcessHandle.current().pid());
        assertThat(next.isDone()).isFalse();
        gate.letThrough();
        assertThat(next.get()).isEqualTo(worker);
    }

    private static void assertCancelled(TaskFuture<?> future) {
        assertThat(future.isCancelled()).isTrue();
        assertThat(future.isDone()).isTrue();
        assertThat(future.taskState()).isEqualTo(TaskState.CANCELLED);
        assertThat(future.cancel(true)).as("a second cancel").isFalse();
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> future.get(1, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aSlowCallbackDelaysNoOtherFuture() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch quick = new CountDownLatch(20);
        AtomicReference<String> thread = new AtomicReference<>();
        for (int i = 0; i < 20; i++) {
            pool.submit(TaskFutureTest::square, i).onSuccess(result -> {
                thread.set(Thread.currentThread().getName());
                awaitQuietly(slow);
            });
        }
        for (int i = 0; i < 20; i++) {
            pool.submit(TaskFutureTest::square, i).onSuccess(result -> quick.countDown());
        }
        assertThat(quick.await(30, TimeUnit.SECONDS)).isTrue();
        slow.countDown();
        assertThat(thread.get())
                .doesNotContain("loop")
                .isNotEqualTo(Thread.currentThread().getName());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_19)
    void theAdditionsOfNewerJdksWork() throws Exception {
        TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
        TaskFuture<Integer> cancelled = pool.submit(TaskFutureTest::square, 3);
        cancelled.cancel(true);
        long worker = gate.awaitArrival();
        assertThat(call(running, "state")).hasToString("RUNNING");
        gate.letThrough();
        running.get();
        assertThat(call(running, "state")).hasToString("SUCCESS");
        assertThat(call(running, "resultNow")).isEqualTo(worker);
        assertThat(call(cancelled, "state")).hasToString("CANCELLED");
        TaskFuture<Integer> failed = pool.submit(TaskFutureTest::fail, "x");
        await().until(failed::isDone);
        assertThat(call(failed, "state")).hasToString("FAILED");
        assertThat(call(failed, "exceptionNow")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Object call(Future<?> future, String method) throws ReflectiveOperationException {
        return Future.class.getMethod(method).invoke(future);
    }
}
