package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** With a spare a death costs no start. */
@ExtendWith(CleanHouse.class)
@Timeout(300)
class SparesTest {
    /** More: a better median. */
    private static final int KILLS = Integer.getInteger("myriapod.spares.kills", 5);

    private static final PoolOptions ONE_AND_ONE =
            PoolOptions.builder().size(1).spares(1).build();

    private static long serving(Arena arena) throws Exception {
        await("the spare is there")
                .atMost(Arena.LONG)
                .until(() -> arena.workers().size() == 2);
        return Outcomes.result(arena.pool().submit(Deeds::pid));
    }

    @Test
    void theFirstResultAfterAKillComesSoon() throws Exception {
        try (Arena arena = Arena.open(ONE_AND_ONE)) {
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                long pid = serving(arena);
                awaitStarted(arena);
                long begin = System.nanoTime();
                Arena.kill(pid);
                TaskFuture<Long> next = arena.pool().submit(Deeds::pid);
                long after = Outcomes.result(next);
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                assertThat(after).isNotEqualTo(pid);
                assertThat(next.attempt()).isEqualTo(1);
            }
            millis.sort(null);
            System.out.printf("first result after a SIGKILL of the only worker, one spare: %s ms%n", millis);
            // The start of a JVM takes several times that. The median, as one pause of the machine says nothing.
            assertThat(millis.get(millis.size() / 2)).isLessThan(250);
        }
    }

    /** A spare has no task that could tell that its start is over; its JVM then uses no more time. */
    private static void awaitStarted(Arena arena) {
        AtomicLong before = new AtomicLong(-1);
        await("the spare has started")
                .pollInterval(Duration.ofMillis(300))
                .atMost(Arena.LONG)
                .until(() -> {
                    long now = cpuMillis(arena);
                    return Math.abs(now - before.getAndSet(now)) < 50;
                });
    }

    private static long cpuMillis(Arena arena) {
        return arena.workers().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toMillis)
                .sum();
    }

    @Test
    void whatRanIsLostAndWhatWaitedIsDone() throws Exception {
        try (Arena arena = Arena.open(ONE_AND_ONE)) {
            long pid = serving(arena);
            TaskFuture<Integer> lost = arena.pool().submit(Deeds::loop);
            TaskFuture<Long> waiting = arena.pool().submit(Deeds::pid);
            assertThat(Arena.awaitRunning(lost)).isEqualTo(pid);
            Arena.kill(pid);
            assertThat(Outcomes.result(waiting)).isNotEqualTo(pid);
            Outcomes.failureWhileRunning(lost, WorkerCrashedException.class);
            await("there is a new spare")
                    .atMost(Arena.LONG)
                    .until(() -> arena.workers().size() == 2);
        }
    }
}
