package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pool is shut down at the worst moments: every future that was given out ends. */
@Tag("long")
@Tag("thorough")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ShutdownRaceTest {
    @RepeatedTest(2)
    void closeWhileWorkersCrash() throws Exception {
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        try (Arena arena = Arena.openAndWarm()) {
            for (int i = 0; i < 300; i++) {
                futures.add(
                        i % 60 == 30
                                ? arena.pool().submit(Deeds::halt, 3)
                                : arena.pool().submit(Deeds::square, i));
            }
            arena.pool().close();
        }
        // A result that a worker had not sent when the next task killed it is lost with it, but only what had begun.
        for (int i = 0; i < futures.size(); i++) {
            TaskFuture<Integer> future = futures.get(i);
            assertThat(future.isDone()).isTrue();
            if (future.taskState() == TaskState.CRASHED) {
                assertThat(Outcomes.failureWhileRunning(future, WorkerCrashedException.class)
                                .exitCode())
                        .isEqualTo(3);
            } else {
                assertThat(i % 60).as("a task that kills").isNotEqualTo(30);
                assertThat(Outcomes.result(future)).isEqualTo(i * i);
            }
        }
    }

    @RepeatedTest(2)
    void shutdownNowWhileWorkersCrash() throws Exception {
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        try (Arena arena = Arena.openAndWarm()) {
            for (int i = 0; i < 100; i++) {
                futures.add(arena.pool().submit(Deeds::halt, 3));
            }
            await().atMost(Arena.LONG).until(() -> futures.get(0).isDone());
            arena.pool().shutdownNow();
            assertThat(arena.pool().awaitTermination(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(futures).allMatch(TaskFuture::isDone);
        assertThat(futures).anyMatch(TaskFuture::isCancelled);
    }

    @RepeatedTest(2)
    void closeWhileEightThreadsSubmit() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            Submitters submitters = new Submitters(arena.pool(), 8);
            submitters.awaitSubmitted(5_000);
            arena.pool().close();
            submitters.join();
            // Accepted means finished: close() lets nothing fall.
            for (TaskFuture<Integer> future : submitters.accepted) {
                assertThat(future.get(0, TimeUnit.SECONDS)).isEqualTo(9);
            }
        }
    }

    @RepeatedTest(2)
    void shutdownNowWhileEightThreadsSubmit() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            Submitters submitters = new Submitters(arena.pool(), 8);
            submitters.awaitSubmitted(5_000);
            arena.pool().shutdownNow();
            submitters.join();
            for (TaskFuture<Integer> future : submitters.accepted) {
                try {
                    assertThat(Outcomes.result(future)).isEqualTo(9);
                } catch (CancellationException e) {
                    assertThat(future.isCancelled()).isTrue();
                }
            }
        }
    }

    @RepeatedTest(2)
    void shutdownNowWhileCallbacksSubmit() throws Exception {
        Queue<TaskFuture<Integer>> futures = new ConcurrentLinkedQueue<>();
        try (Arena arena = Arena.openAndWarm()) {
            CountDownLatch rejected = new CountDownLatch(10);
            CountDownLatch rolling = new CountDownLatch(1_000);
            for (int i = 0; i < 10; i++) {
                chain(arena.pool(), futures, rejected, rolling);
            }
            assertThat(rolling.await(Arena.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            arena.pool().shutdownNow();
            assertThat(arena.pool().awaitTermination(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(rejected.await(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("every chain heard of the end")
                    .isTrue();
        }
        assertThat(futures).allMatch(TaskFuture::isDone);
    }

    /** Submits a task whose end submits the next, until that is refused or a task is cancelled. */
    private static void chain(
            ProcessPool pool, Queue<TaskFuture<Integer>> futures, CountDownLatch rejected, CountDownLatch rolling) {
        try {
            TaskFuture<Integer> future = pool.submit(Deeds::square, 3);
            futures.add(future);
            future.onSuccess(result -> {
                rolling.countDown();
                chain(pool, futures, rejected, rolling);
            });
            future.onFailure(failure -> rejected.countDown());
        } catch (RejectedExecutionException e) {
            rejected.countDown();
        }
    }

    @Test
    void shutdownNowWithTenThousandLongTasksQueued() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<TaskFuture<String>> futures = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                futures.add(arena.pool().submit(Deeds::shrugOff, 600_000L));
            }
            Arena.awaitRunning(futures.get(0));
            long begin = System.nanoTime();
            assertThat(arena.pool().shutdownNow()).isEmpty();
            Duration returned = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(arena.pool().awaitTermination(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            Duration terminated = Duration.ofNanos(System.nanoTime() - begin);
            System.out.printf(
                    "shutdownNow with 10,000 tasks: returned after %d ms, terminated after %d ms%n",
                    returned.toMillis(), terminated.toMillis());
            assertThat(futures).allMatch(TaskFuture::isCancelled);
            assertThat(arena.pool().isTerminated()).isTrue();
            assertThat(terminated).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anInterruptedCloseKills() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> future = arena.pool().submit(Deeds::loop);
            Arena.awaitRunning(future);
            boolean[] interrupted = new boolean[1];
            Thread closing = new Thread(
                    () -> {
                        arena.pool().close();
                        interrupted[0] = Thread.currentThread().isInterrupted();
                    },
                    "closing");
            closing.start();
            await().atMost(Arena.LONG).until(arena.pool()::isShutdown);
            closing.interrupt();
            closing.join(Arena.LONG.toMillis());
            assertThat(closing.isAlive()).isFalse();
            assertThat(interrupted[0]).as("the thread stays interrupted").isTrue();
            assertThat(future.isCancelled()).isTrue();
            assertThat(arena.pool().isTerminated()).isTrue();
        }
    }

    @Test
    void anInterruptedCloseOfTheClusterKills() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> future = arena.pool().submit(Deeds::loop);
            Arena.awaitRunning(future);
            Thread closing = new Thread(arena.cluster()::close, "closing");
            closing.start();
            await().atMost(Arena.LONG).until(arena.pool()::isShutdown);
            closing.interrupt();
            closing.join(Arena.LONG.toMillis());
            assertThat(closing.isAlive()).isFalse();
            assertThat(future.isCancelled()).isTrue();
        }
    }

    @Test
    void shutdownNowFromATasksOwnCallback() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> stuck = arena.pool().submit(Deeds::loop);
            arena.pool()
                    .submit(Deeds::square, 2)
                    .onSuccess(result -> arena.pool().shutdownNow());
            assertThat(arena.pool().awaitTermination(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(stuck.isCancelled()).isTrue();
        }
    }

    /** Threads that submit until they are refused. */
    private static final class Submitters {
        private final Queue<TaskFuture<Integer>> accepted = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        Submitters(ProcessPool pool, int count) {
            for (int i = 0; i < count; i++) {
                Thread thread = new Thread(() -> submitUntilRefused(pool), "submitter-" + i);
                threads.add(thread);
                thread.start();
            }
        }

        private void submitUntilRefused(ProcessPool pool) {
            try {
                while (true) {
                    accepted.add(pool.submit(Deeds::square, 3));
                }
            } catch (RejectedExecutionException e) {
                return;
            }
        }

        void awaitSubmitted(int count) {
            await().atMost(Arena.LONG).until(() -> accepted.size() >= count);
        }

        void join() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join(Arena.LONG.toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
