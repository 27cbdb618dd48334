package dev.myriapod.it.semantics.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.ClientProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An argument and a result of a gigabyte and a half, and five gigabytes in pieces through a heap of half a gigabyte. What a payload
 * costs in the heap is that of client and coordinator together, which are one JVM here; each of them keeps a payload whole.
 */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(600)
class GigabyteTest {
    private static final String NO_EXCUSE = "-XX:+ExitOnOutOfMemoryError";

    @Test
    @Tag("thorough")
    void goesThereAndBackWhileSmallTasksPass(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program = ClientProgram.start(directory, Gigabyte.class, List.of("-Xmx9g", NO_EXCUSE))) {
            List<String> printed = program.awaitSuccess();
            System.out.println(printed);
            assertThat(printed)
                    .hasSize(3)
                    .startsWith("1610612736 bytes, 7 and 8")
                    .endsWith("not held up");
        }
    }

    @Test
    void aHundredTimesFiftyMegabytesFitThroughASmallHeap(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program = ClientProgram.start(directory, Hundred.class, List.of("-Xmx512m", NO_EXCUSE))) {
            assertThat(program.awaitSuccess()).containsExactly("5000 MB");
        }
    }

    /** Sends a gigabyte and a half there and back, and looks meanwhile how long small tasks of the same pool take. */
    static final class Gigabyte {
        private static final int SIZE = 3 << 29;
        /** The promise is three times as long, where nothing else runs; held up behind such a payload they would take seconds. */
        private static final long AS_LONG = 30;

        private static final long SHORT_MICROS = 100_000;

        private Gigabyte() {}

        static byte[] mark(byte[] bytes) {
            bytes[0] = 7;
            bytes[bytes.length - 1] = 8;
            return bytes;
        }

        static int square(int x) {
            return x * x;
        }

        private static long micros(ProcessPool pool) throws InterruptedException {
            long begin = System.nanoTime();
            pool.apply(Gigabyte::square, 3);
            return (System.nanoTime() - begin) / 1000;
        }

        /** So much that 99 of a hundred take no more. */
        private static long most(List<Long> micros) {
            micros.sort(null);
            return micros.get(micros.size() * 99 / 100);
        }

        public static void main(String[] args) throws Exception {
            PoolOptions options = PoolOptions.builder()
                    .size(2)
                    .jvmOptions("-Xmx6g", NO_EXCUSE)
                    .build();
            try (Myriapod myriapod = Myriapod.local();
                    ProcessPool pool = myriapod.pool(options)) {
                List<Long> before = new ArrayList<>();
                for (int i = 0; i < 4000; i++) {
                    long micros = micros(pool);
                    if (i >= 2000) {
                        before.add(micros);
                    }
                }
                TaskFuture<byte[]> large = pool.submit(Gigabyte::mark, new byte[SIZE]);
                List<Long> during = new ArrayList<>();
                while (!large.isDone()) {
                    during.add(micros(pool));
                }
                byte[] back = large.get();
                System.out.println(back.length + " bytes, " + back[0] + " and " + back[back.length - 1]);
                long idle = most(before);
                long busy = most(during);
                System.out.printf(
                        "99 %% within %d us before, within %d us of %d tasks meanwhile: %.1f times%n",
                        idle, busy, during.size(), (double) busy / idle);
                System.out.println(busy <= idle * AS_LONG || busy <= SHORT_MICROS ? "not held up" : "held up");
            }
        }
    }

    /** Has much more on its way than fits into its heap, if nothing holds it back. */
    static final class Hundred {
        private Hundred() {}

        static int megabytes(byte[] bytes) {
            return bytes.length >> 20;
        }

        public static void main(String[] args) throws Exception {
            PoolOptions options = PoolOptions.builder()
                    .size(2)
                    .jvmOptions("-Xmx512m", NO_EXCUSE)
                    .build();
            try (Myriapod myriapod = Myriapod.local();
                    ProcessPool pool = myriapod.pool(options)) {
                List<TaskFuture<Integer>> futures = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    futures.add(pool.submit(Hundred::megabytes, new byte[50 << 20]));
                }
                int sum = 0;
                for (TaskFuture<Integer> future : futures) {
                    sum += future.get();
                }
                System.out.println(sum + " MB");
            }
        }
    }
}
