package dev.myriapod.examples;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How fast the pool is on this machine: tasks that do nothing, submitted one by one with their futures kept, and the time
 * of one round trip. It warms up for ten seconds first, as three JVMs compile on few cores.
 *
 * <p>Arguments: seconds to warm up (10), rounds (5), tasks a round (100000).
 */
public final class Throughput {
    private Throughput() {}

    /** Measures, and prints a line a round. */
    public static void main(String[] args) throws Exception {
        int warmUp = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int tasks = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(2)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp);
            while (System.nanoTime() < end) {
                tasksPerSecond(pool, tasks);
                roundTrips(pool, 1000);
            }
            for (int round = 1; round <= rounds; round++) {
                double rate = tasksPerSecond(pool, tasks);
                long[] nanos = roundTrips(pool, Math.max(1, tasks / 10));
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %,.0f tasks/s; round trip p50 %d us, p99 %d us%n",
                        round,
                        rate,
                        nanos[nanos.length / 2] / 1000,
                        nanos[nanos.length * 99 / 100] / 1000);
            }
        }
    }

    private static double tasksPerSecond(ProcessPool pool, int tasks) throws Exception {
        List<TaskFuture<Integer>> futures = new ArrayList<>(tasks);
        long begin = System.nanoTime();
        for (int i = 0; i < tasks; i++) {
            futures.add(pool.submit(Throughput::same, i));
        }
        long sum = 0;
        for (TaskFuture<Integer> future : futures) {
            sum += future.get();
        }
        if (sum != (long) tasks * (tasks - 1) / 2) {
            throw new AssertionError("wrong results: " + sum);
        }
        return tasks * 1e9 / (System.nanoTime() - begin);
    }

    private static long[] roundTrips(ProcessPool pool, int count) throws Exception {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            pool.submit(Throughput::same, i).get();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    static int same(int value) {
        return value;
    }
}
