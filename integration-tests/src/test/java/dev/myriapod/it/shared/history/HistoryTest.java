package dev.myriapod.it.shared.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.Shared;
import dev.myriapod.shared.SharedQueue;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real processes do with shared objects, also if some are killed, is what they could have done one by one. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(300)
class HistoryTest {
    private static final int TIMES = Integer.getInteger("myriapod.operations", 100);

    private static final int SEEDS = Integer.getInteger("myriapod.histories", 3);

    private final List<Operation> history = new ArrayList<>();

    static LongStream everyHistoryIsLinearizable() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest
    @MethodSource
    void everyHistoryIsLinearizable(long seed, @TempDir Path directory) throws Exception {
        Set<String> killed = Set.of("third", "fourth");
        try (Myriapod cluster = Myriapod.local()) {
            List<ChildProcess> living = List.of(
                    use(cluster, directory, "first", TIMES, seed), use(cluster, directory, "second", TIMES, seed));
            for (String process : killed) {
                kill(use(cluster, directory, process, Integer.MAX_VALUE, seed), directory, process);
            }
            for (ChildProcess child : living) {
                child.join();
                assertThat(child.exitCode()).hasValue(0);
            }
            SharedQueue<String> queue = cluster.queue("queue");
            await("nobody else is there")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> cluster.sharedObjects().stream()
                            .allMatch(object -> object.attachments().size() <= 1
                                    && object.waiters() == 0
                                    && object.unconfirmed() == 0));
            SharedQueue<String> stream = cluster.queue("stream");
            try (Recorder recorder = new Recorder(directory, "last")) {
                while (!recorder.record("queue", queue::poll, "poll").equals("null")) {
                    // Until nothing is left.
                }
                while (!recorder.record("stream", stream::poll, "poll").equals("null")) {
                    // Until nothing is left.
                }
            }
            List.<Shared>of(
                            queue,
                            stream,
                            cluster.sharedLong("long"),
                            cluster.value("value"),
                            cluster.dict("dict"),
                            cluster.lock("lock"),
                            cluster.semaphore("semaphore"))
                    .forEach(Shared::delete);
        }
        for (String process : List.of("first", "second", "third", "fourth", "last")) {
            history.addAll(Recorder.read(directory, process));
        }
        Map<String, List<Operation>> byObject =
                new TreeMap<>(history.stream().collect(Collectors.groupingBy(Operation::object)));
        assertThat(byObject)
                .containsOnlyKeys("queue", "stream", "long", "value", "dict/key0", "dict/key1", "lock", "semaphore");
        byObject.forEach((object, operations) -> {
            assertThat(operations).as(object).hasSizeGreaterThan(TIMES);
            assertThat(Linearizability.problem(model(object, operations, killed), operations))
                    .as(object)
                    .isNull();
        });
    }

    private static ChildProcess use(Myriapod cluster, Path directory, String name, int times, long seed) {
        return cluster.process(HistoryDeeds::run, directory.toString(), name, times, seed)
                .start();
    }

    /** As soon as it has done some things with each object. */
    private void kill(ChildProcess child, Path directory, String process) throws InterruptedException {
        File written = directory.resolve(process).toFile();
        await("some history").atMost(Duration.ofMinutes(2)).until(() -> written.length() > 50_000);
        for (String object : List.of("lock", "semaphore")) {
            history.add(Operation.possible(
                    "end of " + process + "'s " + object, process, object, "expire", process, System.nanoTime()));
        }
        child.kill();
        child.join();
    }

    private static Model<?> model(String object, List<Operation> operations, Set<String> killed) {
        return switch (object) {
            case "queue" -> QueueModel.of(HistoryDeeds.CAPACITY, operations, killed);
            case "stream" -> QueueModel.of(Integer.MAX_VALUE, operations, killed);
            case "lock" -> new LockModel();
            case "semaphore" -> new SemaphoreModel(HistoryDeeds.PERMITS);
            default -> new CellModel(object.equals("long") ? "0" : "null");
        };
    }
}
