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

/** Arguments and results of a gigabyte, and five of them in pieces through a heap of half a gigabyte. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(300)
class GigabyteTest {
    private static final String NO_EXCUSE = "-XX:+ExitOnOutOfMemoryError";

    @Test
    void goesThereAndBackWhileSmallTasksPass(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program = ClientProgram.start(directory, Gigabyte.class, List.of("-Xmx6g", NO_EXCUSE))) {
            List<String> printed = program.awaitSuccess();
            System.out.println(printed);
            assertThat(printed).hasSize(2).contains("1073741824 bytes, 7 and 8");
        }
    }

    @Test
    void aHundredTimesFiftyMegabytesFitThroughASmallHeap(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program = ClientProgram.start(directory, Hundred.class, List.of("-Xmx512m", NO_EXCUSE))) {
            assertThat(program.awaitSuccess()).containsExactly("5000 MB");
        }
    }

    /** Sends a gigabyte there and back, and looks meanwhile how long small tasks of the same pool take. */
    static final class Gigabyte {
        private Gigabyte() {}

        static byte[] mark(byte[] bytes) {
            bytes[0] = 7;
            bytes[bytes.length - 1] = 8;
            return bytes;
        }

        static int square(int x) {
            return x * x;
        }

        public static void main(String[] args) throws Exception {
            PoolOptions options = PoolOptions.builder()
                    .size(2)
                    .jvmOptions("-Xmx5g", NO_EXCUSE)
                    .build();
            try (Myriapod myriapod = Myriapod.local();
                    ProcessPool pool = myriapod.pool(options)) {
                pool.apply(Gigabyte::square, 3);
                TaskFuture<byte[]> large = pool.submit(Gigabyte::mark, new byte[1 << 30]);
                List<Long> micros = new ArrayList<>();
                while (!large.isDone()) {
                    long begin = System.nanoTime();
                    pool.apply(Gigabyte::square, 3);
                    micros.add((System.nanoTime() - begin) / 1000);
                }
                byte[] back = large.get();
                System.out.println(back.length + " bytes, " + back[0] + " and " + back[back.length - 1]);
                micros.sort(null);
                long most = micros.get(micros.size() * 99 / 100);
                System.out.println(micros.size() + " small tasks, 99 % within " + most + " us");
                // Held up behind the gigabyte they would take seconds.
                if (most > 300_000) {
                    System.exit(1);
                }
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
