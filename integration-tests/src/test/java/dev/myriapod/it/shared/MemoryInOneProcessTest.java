package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.Myriapod;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.memory.MemoryUnavailableException;
import dev.myriapod.shared.memory.SharedByteArray;
import dev.myriapod.shared.memory.SharedDoubleArray;
import dev.myriapod.shared.memory.SharedIntArray;
import dev.myriapod.shared.memory.SharedLongArray;
import dev.myriapod.shared.memory.SharedMemory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What memory promises, seen from one process. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(60)
class MemoryInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private Myriapod cluster() {
        return hosted.cluster();
    }

    /** Descriptors of this process that lead to a memory. */
    private static List<String> files() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    found.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException e) {
                    // Closed since the directory was read.
                }
            }
        }
        found.removeIf(target -> !target.contains("myriapod-memory"));
        return found;
    }

    @Test
    void itIsMadeOfZeros() {
        SharedMemory memory = cluster().memory(37);
        assertThat(memory.size()).isEqualTo(37);
        assertThat(memory.bytes().length()).isEqualTo(37);
        assertThat(memory.ints().length()).isEqualTo(9);
        assertThat(memory.longs().length()).isEqualTo(4);
        assertThat(memory.doubles().length()).isEqualTo(4);
        byte[] all = new byte[37];
        memory.bytes().read(0, all);
        assertThat(all).isEqualTo(new byte[37]);
        memory.delete();
    }

    @Test
    void viewsSeeTheSameBytes() {
        SharedMemory memory = cluster().memory(16);
        memory.longs().set(1, Double.doubleToRawLongBits(1.5));
        assertThat(memory.doubles().get(1)).isEqualTo(1.5);
        memory.ints().set(0, -1);
        assertThat(memory.bytes().get(3)).isEqualTo((byte) -1);
        assertThat(memory.bytes().get(4)).isZero();
        assertThat(memory.ints()).isSameAs(memory.ints());
        assertThat(memory.ints().memory()).isSameAs(memory);
        memory.delete();
    }

    @Test
    void ints() {
        SharedIntArray ints = cluster().intArray(3);
        ints.set(2, 5);
        assertThat(ints.get(2)).isEqualTo(5);
        ints.setVolatile(2, 6);
        assertThat(ints.getVolatile(2)).isEqualTo(6);
        assertThat(ints.compareAndSet(2, 5, 7)).isFalse();
        assertThat(ints.compareAndSet(2, 6, 7)).isTrue();
        assertThat(ints.getAndSet(2, Integer.MAX_VALUE)).isEqualTo(7);
        assertThat(ints.getAndAdd(2, 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(ints.incrementAndGet(2)).isEqualTo(Integer.MIN_VALUE + 1);
        assertThat(ints.decrementAndGet(2)).isEqualTo(Integer.MIN_VALUE);
        assertThat(ints.get(1)).isZero();
        ints.write(0, new int[] {9, 8, 7, 6}, 1, 3);
        int[] read = new int[4];
        ints.read(1, read, 2, 2);
        assertThat(read).containsExactly(0, 0, 7, 6);
        ints.delete();
    }

    @Test
    void longs() {
        SharedLongArray longs = cluster().longArray(2);
        longs.set(1, 1L << 40);
        longs.setVolatile(1, longs.getVolatile(1) + 1);
        assertThat(longs.compareAndSet(1, 0, 7)).isFalse();
        assertThat(longs.compareAndSet(1, (1L << 40) + 1, 7)).isTrue();
        assertThat(longs.getAndSet(1, 8)).isEqualTo(7);
        assertThat(longs.addAndGet(1, -9)).isEqualTo(-1);
        assertThat(longs.get(0)).isZero();
        longs.write(0, new long[] {3, 4});
        long[] read = new long[2];
        longs.read(0, read);
        assertThat(read).containsExactly(3, 4);
        longs.delete();
    }

    @Test
    void doubles() {
        SharedDoubleArray doubles = cluster().doubleArray(2);
        doubles.set(1, 0.0);
        assertThat(doubles.compareAndSet(1, -0.0, 1)).isFalse();
        assertThat(doubles.compareAndSet(1, 0.0, Double.NaN)).isTrue();
        assertThat(doubles.compareAndSet(1, Double.NaN, 2)).isTrue();
        doubles.setVolatile(1, doubles.getVolatile(1) * 2);
        assertThat(doubles.getAndSet(1, 5)).isEqualTo(4);
        assertThat(doubles.getAndAdd(1, 0.5)).isEqualTo(5);
        assertThat(doubles.addAndGet(1, 0.5)).isEqualTo(6);
        doubles.write(0, new double[] {3, 4});
        double[] read = new double[2];
        doubles.read(0, read);
        assertThat(read).containsExactly(3, 4);
        doubles.delete();
    }

    @Test
    void bytesLeaveTheirNeighboursAlone() {
        SharedByteArray bytes = cluster().byteArray(6);
        bytes.write(0, new byte[] {1, 2, 3, 4, 5, 6});
        for (int index = 0; index < 6; index++) {
            byte before = (byte) (index + 1);
            assertThat(bytes.getVolatile(index)).isEqualTo(before);
            assertThat(bytes.compareAndSet(index, (byte) 0, (byte) 9)).isFalse();
            assertThat(bytes.compareAndSet(index, before, (byte) -128)).isTrue();
            assertThat(bytes.getAndAdd(index, (byte) -1)).isEqualTo((byte) -128);
            assertThat(bytes.get(index)).isEqualTo((byte) 127);
            assertThat(bytes.incrementAndGet(index)).isEqualTo((byte) -128);
            assertThat(bytes.getAndSet(index, (byte) 0)).isEqualTo((byte) -128);
            bytes.setVolatile(index, before);
            bytes.set(index, bytes.get(index));
        }
        byte[] all = new byte[6];
        bytes.read(0, all);
        assertThat(all).containsExactly(1, 2, 3, 4, 5, 6);
        bytes.delete();
    }

    @Test
    void anIndexOutsideIsRefused() {
        SharedIntArray ints = cluster().intArray(3);
        for (long index : new long[] {-1, 3, 1L << 40, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> ints.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> ints.getAndAdd(index, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> ints.read(1, new int[3])).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ints.write(0, new int[3], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        ints.read(3, new int[0]);
        ints.delete();
    }

    @Test
    void badSizesAreRefused() {
        for (long size : new long[] {0, -1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> cluster().longArray(size)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> cluster().memory("", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereThereIsNoRoomItIsNotMadeAndTheNameIsFree() {
        assertThatThrownBy(() -> cluster().memory("huge", 1L << 55))
                .isInstanceOf(MemoryUnavailableException.class)
                .hasMessageContaining("There is no room")
                .hasMessageContaining("/dev/shm");
        SharedMemory small = cluster().memory("huge", 10);
        assertThat(small.size()).isEqualTo(10);
        small.delete();
    }

    @Test
    void aNameIsOneMemory() {
        SharedIntArray ints = cluster().intArray("a", 4);
        assertThat(cluster().intArray("a", 4)).isSameAs(ints);
        assertThat(ints.name()).isEqualTo("a");
        assertThatThrownBy(() -> cluster().intArray("a", 5))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("16 bytes of ints");
        assertThatThrownBy(() -> cluster().longArray("a", 2)).isInstanceOf(ObjectMismatchException.class);
        ints.delete();
    }

    @Test
    void afterDetachEveryAccessIsRefused() {
        SharedMemory memory = cluster().memory(8);
        SharedLongArray longs = memory.longs();
        longs.set(0, 1);
        longs.detach();
        assertThatThrownBy(() -> longs.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> longs.set(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> longs.read(0, new long[1])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(memory::size).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(memory::lock).isInstanceOf(IllegalStateException.class);
        longs.detach();
    }

    @Test
    void afterDeleteEveryAccessIsRefusedAndTheFileIsClosed() throws IOException {
        SharedMemory memory = cluster().memory("gone", 8);
        memory.longs().set(0, 1);
        assertThat(files()).hasSize(1).allMatch(target -> target.endsWith("(deleted)"));
        memory.delete();
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> memory.longs().get(0)).isInstanceOf(ObjectGoneException.class);
        SharedMemory other = cluster().memory("gone", 8);
        assertThat(other.longs().get(0)).isZero();
        other.delete();
    }

    @Test
    void theFileIsClosedWithTheCluster() throws IOException {
        SharedLongArray array;
        try (Myriapod other = Myriapod.local()) {
            array = other.longArray("left", 1);
            array.set(0, 1);
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> array.get(0)).isInstanceOf(CoordinatorLostException.class);
    }

    @Test
    void theLockGoesWithItsMemory() {
        SharedMemory memory = cluster().memory("m", 8);
        SharedLock lock = memory.lock();
        assertThat(memory.lock()).isSameAs(lock);
        assertThat(memory.longs().lock()).isSameAs(lock);
        assertThat(cluster().sharedObjects()).hasSize(2);
        memory.withLock(() -> assertThat(lock.isHeldByCurrentThread()).isTrue());
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        memory.delete();
        assertThat(cluster().sharedObjects()).isEmpty();
        assertThatThrownBy(lock::lock).isInstanceOf(ObjectGoneException.class);
    }
}
