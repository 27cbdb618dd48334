package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.it.house.CleanHouse;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A task that no interrupt can end is ended all the same: when it was said, and nobody else is held up by it. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class StubbornTaskTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** The promises are a tenth of a second after the limit, and a second after the grace. */
    private static final int NOISE = 3;

    private static final TaskOptions LIMITED =
            TaskOptions.builder().timeout(LIMIT).gracePeriod(GRACE).build();

    @Test
    void anEndlessLoop() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            long begin = System.nanoTime();
            assertEndsInTime(arena, begin, arena.pool().with(LIMITED).submit(Deeds::loop));
        }
    }

    /** Opens a pipe that nobody writes to, which blocks in native code. */
    static int read(String pipe) throws IOException {
        try (FileInputStream in = new FileInputStream(pipe)) {
            return in.read();
        }
    }

    @Test
    void aReadInNativeCode(@TempDir Path directory) throws Exception {
        String pipe = directory.resolve("pipe").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        try (Arena arena = Arena.openAndWarm()) {
            long begin = System.nanoTime();
            assertEndsInTime(arena, begin, arena.pool().with(LIMITED).submit(StubbornTaskTest::read, pipe));
        }
    }

    private static void assertEndsInTime(Arena arena, long begin, TaskFuture<Integer> stubborn) throws Exception {
        long pid = Arena.awaitRunning(stubborn);
        List<Long> millis = new ArrayList<>();
        while (!stubborn.isDone()) {
            millis.add(roundTrip(arena.pool()));
        }
        Duration ended = since(begin);
        Outcomes.failureWhileRunning(stubborn, TaskTimeoutException.class);
        while (ProcessHandle.of(pid).isPresent()) {
            millis.add(roundTrip(arena.pool()));
        }
        Duration gone = since(begin);
        millis.sort(null);
        long most = millis.get(millis.size() * 95 / 100);
        System.out.printf(
                "timeout and grace of 1 s each: ended after %d ms, worker gone after %d ms;"
                        + " meanwhile %d tasks of the other, 95 %% of them within %d ms%n",
                ended.toMillis(), gone.toMillis(), millis.size(), most);

        assertThat(ended).isBetween(LIMIT, LIMIT.multipliedBy(NOISE));
        assertThat(gone).isBetween(LIMIT.plus(GRACE), LIMIT.plus(GRACE).multipliedBy(NOISE));
        assertThat(most).as("ms that the other worker's tasks took").isLessThan(300);
        arena.assertWorks();
    }

    private static long roundTrip(ProcessPool pool) throws Exception {
        long begin = System.nanoTime();
        assertThat(Outcomes.result(pool.submit(Deeds::square, 7))).isEqualTo(49);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
