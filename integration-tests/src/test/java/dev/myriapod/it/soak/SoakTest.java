package dev.myriapod.it.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.output.OutputHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random work for {@code -Dsoak.minutes}, while a killer goes about: every future ends as it may, nothing begins more often
 * than it was allowed to, and in the end nothing has grown.
 */
@ExtendWith(CleanHouse.class)
class SoakTest {
    private static final Duration DURATION =
            Duration.ofMillis((long) (60_000 * Double.parseDouble(System.getProperty("soak.minutes", "0.25"))));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final int WORKERS = 2;
    private static final int OUTSTANDING = 200;
    /** Only to detect a hang: the longest task takes milliseconds, but it waits for workers that are killed all the time. */
    private static final Duration HANG = Duration.ofMinutes(2);

    @TempDir
    Path traces;

    private final Random random = new Random(SEED);
    private final List<String> complaints = new ArrayList<>();
    private final Map<Work, Integer> ended = new HashMap<>();
    private int submitted;

    private record Pending(Work work, int number, TaskFuture<?> future) {}

    @Test
    void everyFutureEndsAsItMayAndNothingGrows() throws Exception {
        System.out.println("soak: seed " + SEED + ", " + DURATION.toSeconds() + " s");
        PoolOptions options = PoolOptions.builder()
                .size(WORKERS)
                // The optimising compiler too, unlike in the other tests: this is how users run it.
                .jvmOptions("-Xmx48m", "-XX:TieredStopAtLevel=4")
                .liveness(Duration.ofSeconds(2))
                .output(OutputHandler.discard())
                .build();
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(options)) {
            // What is loaded, compiled and cached on the way is there from now on.
            work(pool, DURATION.dividedBy(4));
            Footprint before = rest(pool);
            work(pool, DURATION.minus(DURATION.dividedBy(4)));
            rest(pool).assertNoMoreThan(before);
        }
        assertThat(complaints).isEmpty();
        assertThat(ended).as("every kind of work was done").containsOnlyKeys(Work.values());
        assertNothingBeganTooOften();
    }

    private void work(ProcessPool pool, Duration duration) throws Exception {
        Killer killer = new Killer(new Random(random.nextLong()), Duration.ofMillis(500));
        BlockingQueue<Pending> pending = new ArrayBlockingQueue<>(OUTSTANDING);
        for (Work each : Work.values()) {
            pending.add(submit(pool, each));
        }
        killer.start();
        try {
            long end = System.nanoTime() + duration.toNanos();
            long report = System.nanoTime();
            while (System.nanoTime() - end < 0) {
                if (pending.remainingCapacity() == 0) {
                    killer.served(finish(pending.remove()));
                }
                pending.add(submit(pool, Work.pick(random)));
                if (System.nanoTime() - report > 0) {
                    System.out.println("soak: " + submitted + " tasks, " + killer);
                    report += TimeUnit.SECONDS.toNanos(10);
                }
            }
        } finally {
            killer.end();
        }
        while (!pending.isEmpty()) {
            long unused = finish(pending.remove());
        }
    }

    private Pending submit(ProcessPool pool, Work work) {
        int number = ++submitted;
        return new Pending(work, number, work.submit(pool, new Work.Call(number, traces, random)));
    }

    /** Waits for its end; where it ran last. */
    private long finish(Pending task) throws InterruptedException {
        await(task + " ends").atMost(HANG).until(task.future::isDone);
        String complaint = task.work.complaint(task.future, task.number);
        if (!complaint.isEmpty()) {
            complaints.add(complaint);
        }
        ended.merge(task.work, 1, Integer::sum);
        return task.future.workerPid();
    }

    /** The pool as it is when nothing has been asked of it for a moment. */
    private static Footprint rest(ProcessPool pool) throws Exception {
        await("as many workers as there should be")
                .atMost(HANG)
                .until(() -> Killer.workers().size() == WORKERS);
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            futures.add(pool.submit(Deed::square, i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(futures.get(i).get(HANG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(i * i);
        }
        return Footprint.take();
    }

    /** Those that must begin only once have seen to that themselves. */
    private void assertNothingBeganTooOften() throws IOException {
        Map<String, Integer> begins = new HashMap<>();
        try (Stream<Path> files = Files.list(traces)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains("-"))
                    .forEach(name -> begins.merge(name.substring(0, name.indexOf('-')), 1, Integer::sum));
        }
        assertThat(begins).isNotEmpty();
        assertThat(begins.values()).allMatch(count -> count <= Work.MANY + 1);
    }
}
