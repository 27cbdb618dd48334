package dev.myriapod.client.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.TaskFuture;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.watch.Watchable;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.PoolBroken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several threads submit while the pool ends: each submit is refused or its future ends, in a way that fits. */
@Timeout(300)
class EndRaceTest {
    private static final int ROUNDS = 300;
    private static final int SUBMITTERS = 4;
    private static final RemoteFunction<Integer, Integer> SAME = a -> a;

    private static final int IN_FLIGHT = 8;

    enum End {
        SHUTDOWN,
        SHUTDOWN_NOW,
        BOTH,
        CLOSE,
        LOST,
        BROKEN;

        void happen(FakeCoordinator coordinator, ClientPool pool) {
            switch (this) {
                case SHUTDOWN -> pool.shutdown();
                case SHUTDOWN_NOW -> pool.shutdownNow();
                case BOTH -> {
                    pool.shutdown();
                    pool.shutdownNow();
                }
                case CLOSE -> pool.close();
                case LOST -> coordinator.lose(new IOException("gone"));
                case BROKEN ->
                    coordinator.broken(Failure.newBuilder()
                            .setMessage("broken")
                            .setPoolBroken(PoolBroken.getDefaultInstance())
                            .build());
            }
        }

        void check(Integer expected, TaskFuture<Integer> future) throws Exception {
            try {
                assertThat(future.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
            } catch (CancellationException cancelled) {
                assertThat(this).isIn(SHUTDOWN_NOW, BOTH);
            } catch (ExecutionException failed) {
                assertThat(failed.getCause())
                        .isInstanceOf(this == LOST ? CoordinatorLostException.class : PoolBrokenException.class);
                assertThat(this).isIn(LOST, BROKEN);
            }
        }

        void checkRefusal(RuntimeException refusal) {
            Class<?> expected = this == LOST
                    ? CoordinatorLostException.class
                    : this == BROKEN ? PoolBrokenException.class : RejectedExecutionException.class;
            assertThat(refusal).isInstanceOf(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noFutureIsLeftBehind(End end) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SUBMITTERS);
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch seen = new CountDownLatch(round % 50);
            try (FakeCoordinator coordinator =
                    FakeCoordinator.automatic().unrecorded().onSubmit(task -> seen.countDown())) {
                ClientPool pool = coordinator.pool();
                CyclicBarrier start = new CyclicBarrier(SUBMITTERS + 1);
                List<Future<List<TaskFuture<Integer>>>> submitters = new ArrayList<>();
                for (int i = 0; i < SUBMITTERS; i++) {
                    submitters.add(threads.submit(() -> submitUntilRefused(pool, end, start)));
                }
                start.await();
                seen.await();
                end.happen(coordinator, pool);
                for (Future<List<TaskFuture<Integer>>> submitter : submitters) {
                    List<TaskFuture<Integer>> futures = submitter.get(60, TimeUnit.SECONDS);
                    for (int i = 0; i < futures.size(); i++) {
                        end.check(i, futures.get(i));
                    }
                }
                coordinator.settle();
                assertThat(coordinator.violations).isEmpty();
                if (end != End.BROKEN) {
                    assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
                }
            }
        }
        threads.shutdown();
    }

    private static List<TaskFuture<Integer>> submitUntilRefused(ClientPool pool, End end, CyclicBarrier start)
            throws Exception {
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        start.await();
        try {
            while (true) {
                futures.add(pool.submit(SAME, futures.size()));
                // Keeps the queue short, so that the end comes while tasks are at every stage of their way.
                if (futures.size() > IN_FLIGHT) {
                    awaitEnd(futures.get(futures.size() - IN_FLIGHT));
                }
            }
        } catch (RuntimeException refusal) {
            end.checkRefusal(refusal);
            return futures;
        }
    }

    private static void awaitEnd(TaskFuture<?> future) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        ((Watchable) future).watch(ended::countDown);
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
