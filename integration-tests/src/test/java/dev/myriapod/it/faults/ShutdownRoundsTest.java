package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Again and again a pool is ended while eight threads submit and workers crash: every future ends as it may. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(7200)
class ShutdownRoundsTest {
    /** The criterion is 1,000; each costs the start of some JVMs. */
    private static final int ROUNDS = Integer.getInteger("myriapod.shutdown.rounds", 8);

    private static final int THREADS = 8;
    /** So many tasks for each one that ends its worker. */
    private static final int TASKS_PER_CRASH = 1_000;

    /** The ways to end a pool. */
    private enum End {
        SHUTDOWN,
        CLOSE,
        NOW,
        SHUTDOWN_THEN_NOW;

        void happen(ProcessPool pool) {
            switch (this) {
                case SHUTDOWN -> pool.shutdown();
                case CLOSE -> pool.close();
                case NOW -> pool.shutdownNow();
                case SHUTDOWN_THEN_NOW -> {
                    pool.shutdown();
                    pool.shutdownNow();
                }
            }
        }

        boolean mayCancel() {
            return this == NOW || this == SHUTDOWN_THEN_NOW;
        }
    }

    private final Queue<TaskFuture<Integer>> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger submitted = new AtomicInteger();

    @Test
    void everyFutureEndsWhileEightThreadsSubmitAndWorkersCrash() throws Exception {
        PoolOptions options = PoolOptions.builder()
                .size(2)
                .jvmOptions("-XX:TieredStopAtLevel=1")
                .build();
        long begin = System.nanoTime();
        int ended = 0;
        try (Myriapod cluster = Myriapod.local()) {
            for (int round = 0; round < ROUNDS; round++) {
                ended += round(cluster.pool(options), End.values()[round % End.values().length], round);
            }
        }
        System.out.printf(
                "%d rounds of shutdown, %d futures ended: %d ms%n",
                ROUNDS, ended, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private int round(ProcessPool pool, End end, int round) throws Exception {
        accepted.clear();
        submitted.set(0);
        // Every stage of the pool's and the crashed worker's life is met in some round.
        int enough = 1 + round * 997 % (3 * TASKS_PER_CRASH);
        // Whoever ends the pool may be slow, and each crash costs the start of a JVM.
        int most = enough + TASKS_PER_CRASH;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> submit(pool, most), "submitter-" + i);
            threads.add(thread);
            thread.start();
        }
        await().pollInterval(Duration.ofMillis(1)).atMost(Arena.LONG).until(() -> accepted.size() >= enough);
        end.happen(pool);
        for (Thread thread : threads) {
            thread.join(Arena.LONG.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        assertThat(pool.awaitTermination(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                .as(
                        "round %d, %s: %d of %d tasks have not ended",
                        round,
                        end,
                        accepted.stream().filter(future -> !future.isDone()).count(),
                        accepted.size())
                .isTrue();
        for (TaskFuture<Integer> future : accepted) {
            assertThat(future.isDone()).isTrue();
            assertEndedWell(future, end);
        }
        return accepted.size();
    }

    private void submit(ProcessPool pool, int most) {
        try {
            int number;
            while ((number = submitted.incrementAndGet()) <= most) {
                boolean crashes = number % TASKS_PER_CRASH == 10;
                accepted.add(crashes ? pool.submit(Deeds::halt, 3) : pool.submit(Deeds::square, 3));
            }
        } catch (RejectedExecutionException e) {
            return;
        }
    }

    private static void assertEndedWell(TaskFuture<Integer> future, End end) throws InterruptedException {
        try {
            assertThat(future.get()).isEqualTo(9);
        } catch (CancellationException e) {
            assertThat(end.mayCancel()).as("%s cancels", end).isTrue();
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            WorkerCrashedException.class,
                            crash -> assertThat(crash.exitCode()).isEqualTo(3));
        }
    }
}
