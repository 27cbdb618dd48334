package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker whose heap is exhausted, or nearly so: it does not linger, and its neighbour knows nothing of it. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class OutOfMemoryTest {
    /** The promise is five seconds on a machine that has nothing else to do. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final PoolOptions SMALL =
            PoolOptions.builder().size(2).jvmOptions("-Xmx32m").build();

    @Test
    void endsItsTaskAtOnceAndThatIsNotRetriedUnasked() throws Exception {
        try (Arena arena = Arena.openAndWarm(SMALL);
                Gate gate = new Gate()) {
            TaskFuture<Long> neighbour = arena.pool().submit(Gate::pass, gate.port());
            long pid = gate.awaitArrival();
            long begin = System.nanoTime();
            WorkerCrashedException failure =
                    Outcomes.failureWhileRunning(arena.pool().submit(Deeds::exhaustHeap), WorkerCrashedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
            assertThat(failure.outOfMemory()).isTrue();
            assertThat(failure.exitCode()).isEqualTo(3);
            assertThat(failure.attempt()).isEqualTo(1);
            assertThat(failure.earlierDeaths()).isEmpty();
            assertThat(failure).hasMessageContaining("memory").hasMessageContaining("-Xmx");
            gate.letThrough();
            assertThat(Outcomes.result(neighbour)).isEqualTo(pid);
            arena.assertWorks();
        }
    }

    @Test
    void isRetriedIfAsked() throws Exception {
        try (Arena arena = Arena.openAndWarm(SMALL)) {
            TaskOptions twice =
                    TaskOptions.builder().retries(1).backoff(Duration.ZERO).build();
            WorkerCrashedException failure = Outcomes.failureWhileRunning(
                    arena.pool().with(twice).submit(Deeds::exhaustHeap), WorkerCrashedException.class);
            assertThat(failure.attempt()).isEqualTo(2);
            assertThat(failure.outOfMemory()).isTrue();
            arena.assertWorks();
        }
    }

    /** Keeps all but two megabytes, and goes on with those: the collector works all the time. */
    static int thrash() {
        List<byte[]> kept = new ArrayList<>();
        Runtime runtime = Runtime.getRuntime();
        while (runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory()) > 2 << 20) {
            kept.add(new byte[64 << 10]);
        }
        for (int turn = 0; turn < Integer.MAX_VALUE; turn++) {
            kept.set(turn % kept.size(), new byte[64 << 10]);
        }
        return kept.size();
    }

    /** Whether the heap gives in before the time is over is the collector's affair. */
    @Test
    void oneThatOnlyCollectsGarbageEndsWithItsTimeout() throws Exception {
        Duration limit = Duration.ofSeconds(3);
        TaskOptions limited = TaskOptions.builder()
                .timeout(limit)
                .gracePeriod(Duration.ofMillis(500))
                .build();
        try (Arena arena = Arena.openAndWarm(SMALL);
                Gate gate = new Gate()) {
            TaskFuture<Long> neighbour = arena.pool().submit(Gate::pass, gate.port());
            long pid = gate.awaitArrival();
            long begin = System.nanoTime();
            TaskFuture<Integer> thrashing = arena.pool().with(limited).submit(OutOfMemoryTest::thrash);
            Throwable cause = failure(thrashing);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limit.multipliedBy(3));
            assertThat(cause).isInstanceOfAny(TaskTimeoutException.class, WorkerCrashedException.class);
            assertThat(((MyriapodException) cause).attempt()).isEqualTo(1);
            gate.letThrough();
            assertThat(Outcomes.result(neighbour)).isEqualTo(pid);
            arena.assertWorks();
        }
    }

    private static Throwable failure(TaskFuture<?> future) throws Exception {
        try {
            throw new AssertionError("a result: " + Outcomes.result(future));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
