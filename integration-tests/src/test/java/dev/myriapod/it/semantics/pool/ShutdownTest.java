package dev.myriapod.it.semantics.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Deaths;
import dev.myriapod.it.semantics.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ends of a pool: shutdown, shutdownNow, close, awaitTermination. */
@ExtendWith(CleanHouse.class)
@Timeout(60)
class ShutdownTest {
    private final Gate gate = new Gate();
    private Myriapod myriapod;
    private ProcessPool pool;

    @BeforeEach
    void open() {
        myriapod = Myriapod.local();
        pool = myriapod.pool(1);
    }

    @AfterEach
    void close() {
        gate.close();
        myriapod.close();
    }

    static int same(int number) {
        return number;
    }

    @Test
    void shutdownFinishesWhatWasSubmitted() throws Exception {
        TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
        List<TaskFuture<Integer>> queued = IntStream.range(0, 50)
                .mapToObj(i -> pool.submit(ShutdownTest::same, i))
                .toList();
        gate.awaitArrival();
        assertThat(pool.isShutdown()).isFalse();
        pool.shutdown();
        pool.shutdown();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isFalse();
        assertThat(pool.awaitTermination(0, TimeUnit.SECONDS)).isFalse();
        assertThat(pool.awaitTermination(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThatThrownBy(() -> pool.submit(ShutdownTest::same, 1)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.execute((Runnable & java.io.Serializable) () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.with(TaskOptions.defaults()).submit(ShutdownTest::same, 1))
                .isInstanceOf(RejectedExecutionException.class);
        gate.letThrough();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(running.get()).isPositive();
        assertThat(queued)
                .extracting(TaskFuture::get)
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void shutdownNowCancelsWhatRunsAndWhatWaits() throws Exception {
        TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
        TaskFuture<Integer> waiting = pool.submit(ShutdownTest::same, 1);
        long worker = gate.awaitArrival();
        assertThat(pool.shutdownNow()).isEmpty();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.isCancelled()).isTrue();
        assertThat(waiting.isCancelled()).isTrue();
        assertThat(ProcessHandle.of(worker).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(pool.shutdownNow()).isEmpty();
    }

    @Test
    void aViewIsTheSamePool() throws Exception {
        ProcessPool view = pool.with(TaskOptions.builder().retries(3).build());
        assertThat(view.taskOptions().retries().limit()).isEqualTo(3);
        assertThat(pool.taskOptions()).isEqualTo(TaskOptions.defaults());
        assertThat(view.name()).isEqualTo(pool.name());
        assertThat(view.submit(ShutdownTest::same, 1).get()).isEqualTo(1);
        view.close();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void cancelJustBeforeShutdownDoesNotHang() throws Exception {
        TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
        List<TaskFuture<Integer>> queued = IntStream.range(0, 50)
                .mapToObj(i -> pool.submit(ShutdownTest::same, i))
                .toList();
        gate.awaitArrival();
        queued.forEach(future -> future.cancel(false));
        pool.shutdown();
        gate.letThrough();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(queued).allMatch(TaskFuture::isCancelled);
        assertThat(running.get()).as("what ran has finished").isPositive();
    }

    @Test
    void aTaskThatOutlastsAGetIsEndedByShutdownNow() throws Exception {
        TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
        long worker = gate.awaitArrival();
        long begin = System.nanoTime();
        assertThatThrownBy(() -> running.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.isCancelled()).isTrue();
        Deaths.await(worker);
    }

    @Test
    void shutdownNowAfterShutdownEndsWhatThatWouldHaveFinished() throws Exception {
        TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
        TaskFuture<Integer> waiting = pool.submit(ShutdownTest::same, 1);
        long worker = gate.awaitArrival();
        pool.shutdown();
        assertThat(running.isDone()).isFalse();
        pool.shutdownNow();
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.isCancelled()).isTrue();
        assertThat(waiting.isCancelled()).isTrue();
        Deaths.await(worker);
    }

    @Test
    void anInterruptOfCloseKillsWhatIsLeft() throws InterruptedException {
        TaskFuture<Long> running = pool.submit(Gate::pass, gate.port());
        gate.awaitArrival();
        CountDownLatch closing = new CountDownLatch(1);
        AtomicBoolean flag = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            closing.countDown();
            pool.close();
            flag.set(Thread.currentThread().isInterrupted());
        });
        closer.start();
        closing.await();
        closer.interrupt();
        closer.join();
        assertThat(flag).isTrue();
        assertThat(running.isCancelled()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void closeWhileNothingWasEverSubmitted() {
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void shutdownNowWhileNothingWasEverSubmitted() throws InterruptedException {
        assertThat(pool.shutdownNow()).isEmpty();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> pool.submit(ShutdownTest::same, 1)).isInstanceOf(RejectedExecutionException.class);
    }
}
