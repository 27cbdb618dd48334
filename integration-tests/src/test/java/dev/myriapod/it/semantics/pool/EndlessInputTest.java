package dev.myriapod.it.semantics.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskOptions;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.ClientProgram;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A stream of more than fits into memory. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class EndlessInputTest {
    private static final int ITEMS = 300_000;

    @Test
    void imapOverAnEndlessIteratorKeepsMemoryFlat(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program =
                ClientProgram.start(directory, Reader.class, List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"))) {
            assertThat(program.awaitSuccess()).containsExactly("" + 1024L * ITEMS);
        }
    }

    /** Reads 300 MB through a heap of 64 MB. */
    static final class Reader {
        private Reader() {}

        static byte[] copy(byte[] kilobyte) {
            return kilobyte.clone();
        }

        public static void main(String[] args) {
            try (Myriapod myriapod = Myriapod.local();
                    ProcessPool pool = myriapod.pool(2)
                            .with(TaskOptions.builder().chunkSize(20).build());
                    Stream<byte[]> results = pool.imap(
                            Reader::copy,
                            () -> Stream.generate(() -> new byte[1024]).iterator())) {
                Iterator<byte[]> iterator = results.iterator();
                long bytes = 0;
                for (int i = 0; i < ITEMS; i++) {
                    bytes += iterator.next().length;
                }
                System.out.println(bytes);
            }
        }
    }
}
