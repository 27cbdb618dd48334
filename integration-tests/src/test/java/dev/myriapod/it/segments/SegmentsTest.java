package dev.myriapod.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.QueueOptions;
import dev.myriapod.shared.SharedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Large payloads between processes of one host. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(180)
class SegmentsTest {
    private static final int MEGABYTE = 1 << 20;

    private static void roundTrip(ProcessPool pool, int size, int seed) throws InterruptedException {
        byte[] bytes = Deeds.pattern(size, seed);
        assertThat(Arrays.equals(pool.apply(Deeds::invert, bytes), Deeds.invert(bytes)))
                .as("%d bytes", size)
                .isTrue();
    }

    private static boolean hasNamedFile() throws IOException {
        try (var files = Files.list(Path.of("/dev/shm"))) {
            return files.anyMatch(file -> file.getFileName()
                    .toString()
                    .startsWith(".myriapod-memory-" + ProcessHandle.current().pid()));
        }
    }

    @Test
    void largeOnesGoThroughASegment() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            roundTrip(pool, 100, 0);
            assertThat(pool.apply(Deeds::hasSegment)).isFalse();
            for (int i = 0; i < 12; i++) {
                roundTrip(pool, i * MEGABYTE + i * 1111, i);
            }
            assertThat(pool.apply(Deeds::hasSegment)).isTrue();
            for (int size : new int[] {0, 65_535, 65_536, 65_537, 70_000, MEGABYTE - 64, MEGABYTE, MEGABYTE + 1}) {
                roundTrip(pool, size, 3);
            }
            roundTrip(pool, 64 * MEGABYTE, 4);
            assertThat(hasNamedFile()).isFalse();
        }
    }

    /** From 4 MB on an array is copied into one array, which becomes the value. */
    @Test
    void sizesAroundBordersOfRunsAndSlots() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            roundTrip(pool, 3 * MEGABYTE, 0);
            int run = 4 * MEGABYTE;
            int slots = 5 * (MEGABYTE - 64);
            for (int size :
                    new int[] {run - 1, run, run + 1, slots - 1, slots, slots + 1, slots + 65_535, slots + 65_536}) {
                roundTrip(pool, size, size);
            }
            byte[] first = Deeds.pattern(run + 5, 1);
            byte[] second = Deeds.pattern(slots + 7, 2);
            List<byte[]> both = pool.apply(Deeds::swap, first, second);
            assertThat(Arrays.equals(both.get(0), second)).isTrue();
            assertThat(Arrays.equals(both.get(1), first)).isTrue();
        }
    }

    @Test
    void anArgumentMayBeChangedWhenSubmitHasReturned() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            byte[] bytes = new byte[9 * MEGABYTE];
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Arrays.fill(bytes, (byte) i);
                tasks.add(pool.submit(Deeds::theOneValue, bytes));
            }
            Arrays.fill(bytes, (byte) 99);
            for (int i = 0; i < 6; i++) {
                assertThat(tasks.get(i).get()).isEqualTo(i);
            }
        }
    }

    /** Each task changes the array that the one before it has returned, and is there already, as those before were quick. */
    @Test
    void aResultIsWhatItWasWhenItsTaskEnded() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            List<TaskFuture<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                tasks.add(pool.submit(Deeds::fillAndReturn, 1, i));
            }
            for (TaskFuture<byte[]> quick : tasks) {
                assertThat(quick.get()).hasSize(1);
            }
            tasks.clear();
            for (int i = 0; i < 6; i++) {
                tasks.add(pool.submit(Deeds::fillAndReturn, 24 * MEGABYTE, i));
            }
            for (int i = 0; i < 6; i++) {
                assertThat(Deeds.theOneValue(tasks.get(i).get())).isEqualTo(i);
            }
        }
    }

    /** What the program does with its result is its own affair. */
    @Test
    void aResultThatOthersWaitForIsNotShared() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            for (int i = 1; i < 5; i++) {
                TaskFuture<byte[]> made = pool.submit(Deeds::fillAndReturn, 24 * MEGABYTE, i);
                TaskFuture<Integer> seen = pool.submit(Deeds::valueOf, made);
                Arrays.fill(made.get(), (byte) 99);
                assertThat(seen.get()).isEqualTo(i);
            }
        }
    }

    @Test
    void theProgramSwitchesThemOff() throws Exception {
        System.setProperty("myriapod.segments", "off");
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            roundTrip(pool, 9 * MEGABYTE, 1);
            roundTrip(pool, 9 * MEGABYTE, 2);
            assertThat(pool.apply(Deeds::hasSegment)).isFalse();
        } finally {
            System.clearProperty("myriapod.segments");
        }
    }

    @Test
    void aWorkerSwitchesItsOwnOff() throws Exception {
        PoolOptions options = PoolOptions.builder()
                .size(1)
                .jvmOptions("-Dmyriapod.segments=off")
                .build();
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(options)) {
            roundTrip(pool, 9 * MEGABYTE, 1);
            roundTrip(pool, 9 * MEGABYTE, 2);
            assertThat(pool.apply(Deeds::hasSegment)).isFalse();
        }
    }

    @Test
    void manyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(2)) {
            List<Future<Integer>> rounds = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int seed = thread;
                rounds.add(threads.submit(() -> {
                    for (int i = 0; i < 12; i++) {
                        roundTrip(pool, 50_000 + i * 211_000 + seed, seed + i);
                    }
                    return 12;
                }));
            }
            for (Future<Integer> round : rounds) {
                assertThat(round.get()).isEqualTo(12);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void elementsOfQueuesAreWhatTheyWere() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(2)) {
            SharedQueue<byte[]> queue = cluster.queue(QueueOptions.defaults().withCapacity(4));
            TaskFuture<Integer> produced = pool.submit(Deeds::produce, queue, 80);
            assertThat(pool.submit(Deeds::consume, queue, 80).get()).isEqualTo(80);
            assertThat(produced.get()).isEqualTo(80);
            queue.delete();
        }
    }

    /** Killed while its result, or its next argument, is on its way. */
    @Test
    void aWorkerIsKilledHalfWay() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            for (int i = 0; i < 6; i++) {
                roundTrip(pool, 3 * MEGABYTE, i);
                long pid = pool.apply(Deeds::pid);
                TaskFuture<byte[]> task = pool.submit(Deeds::invert, Deeds.pattern(32 * MEGABYTE, i));
                while (i % 2 == 0 && task.taskState() == TaskState.PENDING) {
                    Thread.onSpinWait();
                }
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                try {
                    assertThat(Arrays.equals(task.get(), Deeds.invert(Deeds.pattern(32 * MEGABYTE, i))))
                            .isTrue();
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(WorkerCrashedException.class);
                }
            }
            roundTrip(pool, 20 * MEGABYTE, 9);
            assertThat(hasNamedFile()).isFalse();
        }
    }

    /** Pieces of a stream that ended were on their way in their slots: nobody returns those by itself. */
    @Test
    void objectsThatEndWithPiecesUnderWayCostNoSlots() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            SharedQueue<String> begun = cluster.queue();
            for (int i = 0; i < 10; i++) {
                SharedQueue<byte[]> queue = cluster.queue();
                TaskFuture<String> filling = pool.submit(Deeds::fill, queue, begun);
                begun.take();
                byte[] unused = i % 2 == 0 ? queue.take() : null;
                queue.delete();
                assertThat(filling.get()).isNotEmpty();
            }
            assertThat(pool.apply(Deeds::hasSegment)).isTrue();
            roundTrip(pool, 30 * MEGABYTE, 9);
            begun.delete();
        }
    }
}
