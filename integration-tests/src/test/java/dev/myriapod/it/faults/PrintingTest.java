package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.PoolOptions;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.output.OutputHandler;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that print without end, and tasks that close what they print to. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class PrintingTest {
    private static final int MEGABYTES = 64;

    private static PoolOptions.Builder one() {
        return PoolOptions.builder().size(1);
    }

    /** Lines of a kilobyte, half of them on standard error. */
    static int flood(int megabytes) {
        String line = "x".repeat(1023);
        for (int i = 0; i < megabytes << 9; i++) {
            System.out.println(line);
            System.err.println(line);
        }
        return megabytes;
    }

    static int floodAndHalt(int megabytes) {
        flood(megabytes);
        System.err.println("last words");
        return Deeds.halt(7);
    }

    @Test
    void aFloodOnBothStreamsIsPassedOnAndHardlyAnythingIsKept() throws Exception {
        AtomicLong bytes = new AtomicLong();
        OutputHandler count = line -> bytes.addAndGet(line.text().length() + 1);
        try (Arena arena = Arena.openAndWarm(one().output(count).build())) {
            List<Long> worker = arena.workers();
            assertThat(Outcomes.result(arena.pool().submit(PrintingTest::flood, MEGABYTES)))
                    .isEqualTo(MEGABYTES);
            assertThat(arena.workers()).isEqualTo(worker);

            WorkerCrashedException crash = Outcomes.failureWhileRunning(
                    arena.pool().submit(PrintingTest::floodAndHalt, 4), WorkerCrashedException.class);
            assertThat(crash.exitCode()).isEqualTo(7);
            assertThat(crash.stderr()).hasSizeLessThanOrEqualTo(100).last().isEqualTo("last words");
            arena.assertWorks();
        }
        assertThat(bytes.get()).isGreaterThanOrEqualTo((long) MEGABYTES << 20);
    }

    /** Closes what lies below {@code System.out} as well. */
    static long closeDescriptors() throws IOException {
        Deeds.closeStandardStreams();
        new FileInputStream(FileDescriptor.in).close();
        new FileOutputStream(FileDescriptor.out).close();
        new FileOutputStream(FileDescriptor.err).close();
        return Deeds.pid();
    }

    static int printAndHalt(int code) {
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.err.println("nobody hears this");
        return Deeds.halt(code);
    }

    @Test
    void aWorkerThatClosesItsOutputGoesOn() throws Exception {
        try (Arena arena = Arena.openAndWarm(one().build())) {
            List<Long> worker = arena.workers();
            assertThat(Outcomes.result(arena.pool().submit(Deeds::closeStandardStreams)))
                    .isEqualTo(1);
            assertThat(Outcomes.result(arena.pool().submit(PrintingTest::closeDescriptors)))
                    .isEqualTo(worker.get(0));
            assertThat(Outcomes.result(arena.pool().submit(Deeds::print, 10))).isEqualTo(10L);
            arena.assertWorks();
            assertThat(arena.workers()).isEqualTo(worker);

            WorkerCrashedException crash = Outcomes.failureWhileRunning(
                    arena.pool().submit(PrintingTest::printAndHalt, 9), WorkerCrashedException.class);
            assertThat(crash.exitCode()).isEqualTo(9);
            arena.assertWorks();
        }
    }
}
