package dev.myriapod.it.semantics.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.ClientProgram;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Payloads of many chunks, and the one that is too large. */
@Tag("long")
@Tag("thorough")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class LargeValuesTest {
    private static final int MEGABYTE = 1 << 20;

    private static byte[] pattern(int megabytes, int seed) {
        byte[] bytes = new byte[megabytes * MEGABYTE + seed];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 20) + seed);
        }
        return bytes;
    }

    static byte[] invert(byte[] bytes) {
        byte[] inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    @Test
    void sixtyFourMegabytesGoThereAndBack() throws InterruptedException {
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(1)) {
            byte[] bytes = pattern(64, 1);
            assertThat(Arrays.equals(pool.apply(LargeValuesTest::invert, bytes), invert(bytes)))
                    .isTrue();
        }
    }

    @Test
    void eightOfTwentyMegabytesAtOnce() throws Exception {
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(2)) {
            List<TaskFuture<byte[]>> futures = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(LargeValuesTest::invert, pattern(20, i)))
                    .toList();
            for (int i = 0; i < 8; i++) {
                assertThat(Arrays.equals(futures.get(i).get(), invert(pattern(20, i))))
                        .as("number %d", i)
                        .isTrue();
            }
        }
    }

    @Test
    void moreThanTwoGigabytesFailAtTheCall(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program =
                ClientProgram.start(directory, TooMuch.class, List.of("-Xmx8g", "-XX:+ExitOnOutOfMemoryError"))) {
            assertThat(program.awaitSuccess()).containsExactly("refused soon", "3");
        }
    }

    /** Two arguments that together are just over the limit, and then a small one. */
    static final class TooMuch {
        /** The promise is a second on a machine that has nothing else to do. */
        private static final long SOON_MILLIS = 3000;

        private TooMuch() {}

        static int add(byte[] a, byte[] b) {
            return a.length + b.length;
        }

        public static void main(String[] args) throws InterruptedException {
            try (Myriapod myriapod = Myriapod.local();
                    ProcessPool pool = myriapod.pool(1)) {
                byte[] gigabyte = new byte[1 << 30];
                byte[] another = new byte[1 << 30];
                long begin = System.nanoTime();
                try {
                    pool.submit(TooMuch::add, gigabyte, another);
                } catch (PayloadException e) {
                    long millis = (System.nanoTime() - begin) / 1_000_000;
                    System.out.println(millis < SOON_MILLIS ? "refused soon" : "refused after " + millis + " ms");
                }
                System.out.println(pool.apply(TooMuch::add, new byte[1], new byte[2]));
            }
        }
    }
}
