package dev.myriapod.benchmarks.pool;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.benchmarks.workload.Check;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Single tasks: many at once, one after the other, and with much to carry. */
public final class Calls {
    private static final int MEGABYTE = 1_000_000;
    private static final int LARGE = 64 << 20;

    private Calls() {}

    /** 100,000 tasks that do nothing, submitted one by one with their futures kept; then all results. */
    public static Workload noop(Stage stage) {
        ProcessPool pool = stage.pool();
        int tasks = stage.size(100_000, 1_000);
        return () -> {
            Stopwatch watch = new Stopwatch();
            burst(pool, tasks);
            return Map.of("tasks/s", watch.rate(tasks));
        };
    }

    /** Submits so many tasks that do nothing, then takes their results. */
    static void burst(ProcessPool pool, int tasks) throws InterruptedException, ExecutionException {
        List<TaskFuture<Integer>> futures = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            futures.add(pool.submit(Functions::same, i));
        }
        long sum = 0;
        for (TaskFuture<Integer> future : futures) {
            sum += future.get();
        }
        Check.equal("the sum of the results", (long) tasks * (tasks - 1) / 2, sum);
    }

    /** One task at a time. */
    public static Workload roundTrip(Stage stage) {
        ProcessPool pool = stage.pool();
        int tasks = stage.size(5_000, 100);
        return () -> {
            long[] nanos = new long[tasks];
            for (int i = 0; i < tasks; i++) {
                long begin = System.nanoTime();
                int result = pool.submit(Functions::same, i).get();
                nanos[i] = System.nanoTime() - begin;
                Check.equal("a result", i, result);
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("p50 us", Stopwatch.percentile(nanos, 0.5) / 1e3);
            figures.put("p99 us", Stopwatch.percentile(nanos, 0.99) / 1e3);
            return figures;
        };
    }

    /** An argument of 64 MiB, whose length comes back. */
    public static Workload argument(Stage stage) {
        ProcessPool pool = stage.pool();
        byte[] argument = new byte[stage.size(LARGE, 1 << 20)];
        int calls = stage.size(5, 1);
        return () -> {
            Stopwatch watch = new Stopwatch();
            for (int i = 0; i < calls; i++) {
                Check.equal("the length", argument.length, pool.apply(Functions::length, argument));
            }
            return Map.of("MB/s", watch.rate((double) calls * argument.length / MEGABYTE));
        };
    }

    /** A result of 64 MiB. */
    public static Workload result(Stage stage) {
        ProcessPool pool = stage.pool();
        int length = stage.size(LARGE, 1 << 20);
        int calls = stage.size(5, 1);
        return () -> {
            Stopwatch watch = new Stopwatch();
            for (int i = 0; i < calls; i++) {
                Check.equal("the length", length, pool.apply(Functions::bytes, length).length);
            }
            return Map.of("MB/s", watch.rate((double) calls * length / MEGABYTE));
        };
    }
}
