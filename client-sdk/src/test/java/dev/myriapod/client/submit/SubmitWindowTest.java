package dev.myriapod.client.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubmitWindowTest {
    private final SubmitWindow window = new SubmitWindow(3, 100);
    private final List<Thread> threads = new ArrayList<>();

    /** Runs it on a new thread and waits until that is parked or through. */
    private <T> FutureTask<T> waiting(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        threads.add(thread);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING || task.isDone());
        return task;
    }

    private FutureTask<Boolean> acquiring(int bytes) {
        return waiting(() -> window.acquire(bytes));
    }

    @Test
    void admitsSoManyTasksThenWaits() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(window.acquire(0)).isTrue();
        }
        FutureTask<Boolean> fourth = acquiring(0);
        assertThat(fourth).isNotDone();
        window.release(0);
        assertThat(fourth.get()).isTrue();
        assertThat(acquiring(0)).isNotDone();
        threads.forEach(Thread::interrupt);
    }

    @Test
    void admitsSoManyBytesThenWaits() throws Exception {
        window.acquire(60);
        window.acquire(40);
        FutureTask<Boolean> next = acquiring(1);
        assertThat(next).isNotDone();
        window.release(40);
        assertThat(next.get()).isTrue();
    }

    @Test
    void aTaskLargerThanTheWindowIsAdmittedWhenItIsEmpty() throws Exception {
        assertThat(window.acquire(Integer.MAX_VALUE)).isTrue();
        FutureTask<Boolean> small = acquiring(1);
        assertThat(small).isNotDone();
        window.release(Integer.MAX_VALUE);
        assertThat(small.get()).isTrue();
        FutureTask<Boolean> large = acquiring(101);
        assertThat(large).isNotDone();
        window.release(1);
        assertThat(large.get()).isTrue();
    }

    @Test
    void nobodyOvertakesALargeTask() throws Exception {
        window.acquire(50);
        FutureTask<Boolean> large = acquiring(80);
        FutureTask<Boolean> small = acquiring(1);
        assertThat(large).isNotDone();
        assertThat(small).isNotDone();
        window.release(50);
        assertThat(large.get()).isTrue();
        assertThat(small.get()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndTakesNothing() throws Exception {
        window.acquire(100);
        FutureTask<Boolean> first = acquiring(1);
        FutureTask<Boolean> second = acquiring(1);
        threads.forEach(Thread::interrupt);
        for (FutureTask<Boolean> waiter : List.of(first, second)) {
            assertThat(waiter)
                    .failsWithin(java.time.Duration.ofSeconds(50))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(InterruptedException.class);
        }
        window.release(100);
        assertThat(window.acquire(1000)).isTrue();
    }

    @Test
    void theEndLetsAllWaitersGo() throws Exception {
        window.acquire(100);
        List<FutureTask<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiters.add(acquiring(1));
        }
        window.end();
        for (FutureTask<Boolean> waiter : waiters) {
            assertThat(waiter.get()).isFalse();
        }
        assertThat(window.acquire(1)).isFalse();
    }

    @Test
    void underLoadNothingIsLostAndTheLimitsHold() throws Exception {
        int rounds = 20_000;
        SubmitWindow tight = new SubmitWindow(3, 100);
        AtomicInteger tasks = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<Integer>> done = new ArrayList<>();
        for (int thread = 0; thread < 6; thread++) {
            Random random = new Random(thread);
            done.add(pool.submit(() -> {
                int broken = 0;
                for (int i = 0; i < rounds; i++) {
                    int size = random.nextInt(60);
                    tight.acquire(size);
                    if (tasks.incrementAndGet() > 3 || bytes.addAndGet(size) > 100) {
                        broken++;
                    }
                    bytes.addAndGet(-size);
                    tasks.decrementAndGet();
                    tight.release(size);
                }
                return broken;
            }));
        }
        for (Future<Integer> each : done) {
            assertThat(each.get()).isZero();
        }
        pool.shutdown();
    }

    @Test
    void waitsNoLongerThanItMay() throws Exception {
        window.acquire(100);
        assertThatThrownBy(() -> window.acquire(1, System.nanoTime() - 1)).isInstanceOf(TimeoutException.class);
        FutureTask<Boolean> first = acquiring(50);
        // Behind another one who waits, too.
        assertThatThrownBy(() -> window.acquire(1, System.nanoTime() + 1_000_000))
                .isInstanceOf(TimeoutException.class);
        window.release(100);
        assertThat(first.get()).isTrue();
        assertThat(window.acquire(1, System.nanoTime() - 1)).isTrue();
    }

    @Test
    void whoGivesUpLeavesRoomForTheNext() throws Exception {
        window.acquire(100);
        assertThatThrownBy(() -> window.acquire(1, System.nanoTime() + 1_000_000))
                .isInstanceOf(TimeoutException.class);
        FutureTask<Boolean> next = acquiring(1);
        assertThat(next).isNotDone();
        window.release(100);
        assertThat(next.get()).isTrue();
    }
}
