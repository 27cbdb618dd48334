package dev.myriapod.benchmarks.process;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.benchmarks.workload.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that opens a pool of two and has a task done, prints a line, has each worker do something, prints another, and stays
 * until its input ends.
 */
public final class FirstResult {
    /** The first result is there. */
    static final String FIRST = "first";
    /** Both workers have worked. */
    static final String ALL = "all";

    private FirstResult() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(Stage.WORKERS)) {
            pool.submit(FirstResult::increment, 1).get();
            System.out.println(FIRST);
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < Stage.WORKERS; i++) {
                futures.add(pool.submit(FirstResult::wait, 500));
            }
            for (TaskFuture<Integer> future : futures) {
                future.get();
            }
            System.out.println(ALL);
            // Nothing comes: the end of the input is the end of this program.
            int ignored = System.in.read();
            if (ignored >= 0) {
                throw new IllegalStateException("Nothing was to be said to this program.");
            }
        }
    }

    static int increment(int value) {
        return value + 1;
    }

    /** Keeps its worker busy, so that the next such task begins on another. */
    static int wait(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }
}
