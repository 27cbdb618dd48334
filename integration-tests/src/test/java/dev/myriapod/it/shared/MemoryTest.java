package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.memory.SharedByteArray;
import dev.myriapod.shared.memory.SharedDoubleArray;
import dev.myriapod.shared.memory.SharedIntArray;
import dev.myriapod.shared.memory.SharedLongArray;
import dev.myriapod.shared.memory.SharedMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Memory between processes. */
@Tag("long")
@Tag("thorough")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class MemoryTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private static int sum(List<TaskFuture<Integer>> tasks) throws Exception {
        int sum = 0;
        for (TaskFuture<Integer> task : tasks) {
            sum += task.get(60, TimeUnit.SECONDS);
        }
        return sum;
    }

    @Test
    void countersOfSeveralProcessesAreExact() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedIntArray ints = cluster.intArray(3);
        SharedLongArray longs = cluster.longArray("longs", 3);
        SharedDoubleArray doubles = cluster.doubleArray(3);
        SharedByteArray bytes = cluster.byteArray(3);
        try (ProcessPool pool = cluster.pool(3)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tasks.add(pool.submit(MemoryDeeds::count, ints, longs, doubles, bytes));
            }
            assertThat(sum(tasks)).isEqualTo(6000);
        }
        for (int index = 0; index < 3; index++) {
            assertThat(ints.get(index)).isEqualTo(6000);
            assertThat(longs.get(index)).isEqualTo(6000L << 32);
            assertThat(doubles.get(index)).isEqualTo(3000.0);
            assertThat(bytes.get(index)).isEqualTo((byte) 600);
        }
        ints.detach();
        longs.delete();
        doubles.detach();
        bytes.delete();
    }

    @Test
    void theLockGuardsPlainAccesses() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedMemory memory = cluster.memory(16);
        try (ProcessPool pool = cluster.pool(2)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(pool.submit(MemoryDeeds::countLocked, memory, 200));
            }
            assertThat(sum(tasks)).isEqualTo(800);
        }
        assertThat(memory.withLock(() -> memory.longs().get(1))).isEqualTo(800);
        memory.delete();
    }

    @Test
    void whatOneWritesTheOtherSeesAndAViewIsAHandle() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedIntArray ints = cluster.intArray(100);
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(MemoryDeeds::fill, ints).get(60, TimeUnit.SECONDS))
                    .isSameAs(ints.memory().bytes());
        }
        int[] found = new int[100];
        ints.read(0, found);
        assertThat(found[99]).isEqualTo(99 * 99);
        ints.detach();
    }

    @Test
    void aDeadProcessHoldsNeitherTheLockNorTheMemory() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedMemory memory = cluster.memory(8);
        SharedQueue<Long> pids = cluster.queue();
        try (ProcessPool pool = cluster.pool(PoolOptions.builder().size(1).build())) {
            TaskFuture<?> held = pool.submit(MemoryDeeds::holdForEver, memory, pids);
            ProcessHandle.of(pids.take()).orElseThrow().destroyForcibly();
            SharedLock lock = memory.lock();
            lock.lock();
            try {
                assertThat(lock.previousOwnerDied()).isTrue();
                assertThat(memory.longs().get(0)).isEqualTo(42);
            } finally {
                lock.unlock();
            }
            await().atMost(Duration.ofSeconds(60)).until(held::isDone);
        }
        memory.detach();
        pids.detach();
    }

    @Test
    void oneWithANameOutlivesItsMaker() throws Exception {
        Myriapod cluster = hosted.cluster();
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(MemoryDeeds::make, "stays").get(60, TimeUnit.SECONDS))
                    .isNotEqualTo(ProcessHandle.current().pid());
        }
        SharedLongArray array = cluster.longArray("stays", 10);
        assertThat(array.get(9)).isEqualTo(99);
        array.delete();
    }

    /** More than a buffer can have. */
    @Test
    void thereAreMoreThanTwoGigabytes() {
        long length = (1L << 31) + 100;
        SharedByteArray bytes = hosted.cluster().byteArray(length);
        assertThat(bytes.length()).isEqualTo(length);
        for (long index : new long[] {0, (1L << 30) - 1, 1L << 30, (1L << 31) - 1, 1L << 31, length - 1}) {
            bytes.set(index, (byte) 7);
            assertThat(bytes.getAndAdd(index, (byte) 1)).isEqualTo((byte) 7);
            assertThat(bytes.get(index)).isEqualTo((byte) 8);
        }
        byte[] written = new byte[1000];
        Arrays.fill(written, (byte) 5);
        bytes.write((1L << 30) - 500, written);
        byte[] read = new byte[1000];
        bytes.read((1L << 30) - 500, read);
        assertThat(read).isEqualTo(written);
        bytes.delete();
        // Whoever comes next may need the room.
        System.gc();
    }
}
