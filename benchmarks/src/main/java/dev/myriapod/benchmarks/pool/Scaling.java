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
 * What a task costs when 100, and when up to 1,000,000 wait at once, and whether more workers do more at once: tasks that sleep need
 * no processor, so 64 workers should do 64 times as much as one.
 */
public final class Scaling implements Workload {
    private static final int FEWEST = 100;

    private final Stage stage;
    private final List<ProcessPool> pools = new ArrayList<>();

    private Scaling(Stage stage) {
        this.stage = stage;
    }

    /** With pools of 1, 8 and 64 workers beside the stage's. */
    public static Workload open(Stage stage) {
        Scaling scaling = new Scaling(stage);
        for (int workers = 1; workers <= stage.size(64, 2); workers *= stage.size(8, 2)) {
            scaling.pools.add(stage.myriapod().pool(workers));
        }
        return scaling;
    }

    @Override
    public Map<String, Double> round() throws Exception {
        Map<String, Double> figures = new LinkedHashMap<>();
        int most = stage.size(1_000_000, 1_000);
        double first = 0;
        double last = 0;
        for (int queued = FEWEST; queued <= most; queued *= 10) {
            last = nanosPerTask(queued, Math.max(1, stage.size(200_000, 200) / queued));
            if (queued == FEWEST) {
                first = last;
            }
            figures.put("ns per task, " + queued + " queued", last);
        }
        figures.put("cost at most / at 100", last / first);
        for (ProcessPool pool : pools) {
            figures.put(pool.size() + " workers, efficiency", efficiency(pool));
        }
        return figures;
    }

    /** So often so many at once. */
    private double nanosPerTask(int queued, int times) throws Exception {
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < times; i++) {
            Calls.burst(stage.pool(), queued);
        }
        return watch.seconds() * 1e9 / ((double) queued * times);
    }

    /** How much of the time all workers slept. */
    private double efficiency(ProcessPool pool) throws Exception {
        int times = stage.size(20, 1);
        int millis = stage.size(50, 1);
        Stopwatch watch = new Stopwatch();
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < pool.size() * times; i++) {
            futures.add(pool.submit(Scaling::sleep, millis));
        }
        for (TaskFuture<Integer> future : futures) {
            future.get();
        }
        return times * millis / (watch.seconds() * 1e3);
    }

    static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    @Override
    public void close() {
        pools.forEach(ProcessPool::close);
    }
}
