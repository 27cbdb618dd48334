package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With a spare a death costs no start. */
@ExtendWith(CleanHouse.class)
@Timeout(300)
class SparesTest {
    /** More: figures that say more. */
    private static final int KILLS = Integer.getInteger("myriapod.spares.kills", 5);

    /** The promise is 100 ms on a machine that has nothing else to do. */
    private static final long MEDIAN_MILLIS = 300;

    @TempDir
    Path present;

    private PoolOptions oneAndOne() {
        String directory = present.toString();
        return PoolOptions.builder()
                .size(1)
                .spares(1)
                .initializer(() -> arrive(directory))
                .build();
    }

    static void arrive(String directory) {
        try {
            Files.createFile(Path.of(directory, Long.toString(Deeds.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<Long> initialized(Arena arena) {
        return arena.workers().stream()
                .filter(pid -> Files.exists(present.resolve(Long.toString(pid))))
                .collect(Collectors.toSet());
    }

    /** Waits until one serves and another is as good as ready; which one serves. */
    private long serving(Arena arena) throws Exception {
        await("the spare is there")
                .atMost(Arena.LONG)
                .until(() -> initialized(arena).size() == 2);
        return Outcomes.result(arena.pool().submit(Deeds::pid));
    }

    @Test
    void theFirstResultAfterAKillIsThatOfTheSpare() throws Exception {
        try (Arena arena = Arena.open(oneAndOne())) {
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                long pid = serving(arena);
                Set<Long> before = initialized(arena);
                long begin = System.nanoTime();
                Arena.kill(pid);
                TaskFuture<Long> next = arena.pool().submit(Deeds::pid);
                assertThat(Outcomes.result(next)).isNotEqualTo(pid).isIn(before);
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                assertThat(next.attempt()).isEqualTo(1);
            }
            System.out.printf("first result after a SIGKILL of the only worker, one spare: %s ms%n", millis);
            millis.sort(null);
            assertThat(millis.get(millis.size() / 2)).as("the median").isLessThan(MEDIAN_MILLIS);
        }
    }

    @Test
    void whatRanIsLostAndWhatWaitedIsDone() throws Exception {
        try (Arena arena = Arena.open(oneAndOne())) {
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
