package dev.myriapod.benchmarks.pool;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 400 tasks of 10 ms of processor time, beside the same work as one task in one worker. What the machine can give at all is the
 * same work as two tasks, one for each worker: on shared or throttled cores that is less than two.
 */
public final class Efficiency {
    private static final long UNIT_NANOS = 10_000_000;
    /** Long enough for the compiler to be through. */
    private static final int CALIBRATIONS = 50;

    private final ProcessPool pool;
    private final int tasks;
    private final long steps;

    private Efficiency(ProcessPool pool, int tasks, long steps) {
        this.pool = pool;
        this.tasks = tasks;
        this.steps = steps;
    }

    /** The work is measured out once, in a worker. */
    public static Workload open(Stage stage) throws InterruptedException {
        ProcessPool pool = stage.pool();
        long steps = pool.apply(Efficiency::calibrate, stage.size(CALIBRATIONS, 1));
        return new Efficiency(pool, stage.size(400, 4), steps)::round;
    }

    private Map<String, Double> round() throws Exception {
        Stopwatch one = new Stopwatch();
        pool.apply(Efficiency::work, steps, tasks);
        double serial = one.seconds();

        Stopwatch halves = new Stopwatch();
        together(Stage.WORKERS, tasks / Stage.WORKERS);
        double ideal = halves.seconds();

        Stopwatch all = new Stopwatch();
        together(tasks, 1);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("speed-up", serial / all.seconds());
        figures.put("speed-up of two long tasks", serial / ideal);
        return figures;
    }

    private void together(int count, int units) throws Exception {
        List<TaskFuture<Long>> futures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            futures.add(pool.submit(Efficiency::work, steps, units));
        }
        for (TaskFuture<Long> future : futures) {
            future.get();
        }
    }

    /** How many steps take 10 ms. */
    static long calibrate(int times) {
        long steps = 1_000_000;
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            work(steps, 1);
            steps = Math.max(1, steps * UNIT_NANOS / Math.max(1, System.nanoTime() - begin));
        }
        return steps;
    }

    /** So many units of so many steps; returns what it came to, so that no compiler leaves it out. */
    static long work(long steps, int units) {
        long state = steps | 1;
        for (int unit = 0; unit < units; unit++) {
            for (long step = 0; step < steps; step++) {
                state ^= state << 13;
                state ^= state >>> 7;
                state ^= state << 17;
            }
        }
        return state;
    }
}
