package dev.myriapod.benchmarks.shared;

import dev.myriapod.ProcessPool;
import dev.myriapod.benchmarks.workload.Check;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import dev.myriapod.shared.data.SharedDict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A dict of a hundred keys, used by one worker; the clock runs in there. */
public final class Dicts {
    private static final int KEYS = 100;
    private static final int THREADS = 4;

    private Dicts() {}

    /** Gets, one at a time. */
    public static Workload get(Stage stage) {
        ProcessPool pool = stage.pool();
        SharedDict<String, Integer> dict = stage.myriapod().dict();
        fill(dict);
        int count = stage.size(20_000, 200);
        return () -> Map.of("op/s", pool.apply(Dicts::gets, dict, count));
    }

    /** Puts, one at a time. */
    public static Workload put(Stage stage) {
        ProcessPool pool = stage.pool();
        SharedDict<String, Integer> dict = stage.myriapod().dict();
        int count = stage.size(20_000, 200);
        return () -> Map.of("op/s", pool.apply(Dicts::puts, dict, count));
    }

    /** A put and a get in turns, by four threads of the worker. */
    public static Workload fourThreads(Stage stage) {
        ProcessPool pool = stage.pool();
        SharedDict<String, Integer> dict = stage.myriapod().dict();
        int count = stage.size(10_000, 100);
        return () -> Map.of("op/s", pool.apply(Dicts::threads, dict, count));
    }

    private static String[] keys(String prefix) {
        String[] keys = new String[KEYS];
        Arrays.setAll(keys, i -> prefix + i);
        return keys;
    }

    private static void fill(SharedDict<String, Integer> dict) {
        String[] keys = keys("key");
        for (int i = 0; i < KEYS; i++) {
            dict.put(keys[i], i);
        }
    }

    static double gets(SharedDict<String, Integer> dict, int count) {
        String[] keys = keys("key");
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < count; i++) {
            Check.value(i % KEYS, dict.get(keys[i % KEYS]));
        }
        return watch.rate(count);
    }

    static double puts(SharedDict<String, Integer> dict, int count) {
        String[] keys = keys("key");
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < count; i++) {
            dict.put(keys[i % KEYS], i);
        }
        double rate = watch.rate(count);
        Check.value(count - 1, dict.get(keys[(count - 1) % KEYS]));
        return rate;
    }

    static double threads(SharedDict<String, Integer> dict, int count) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Stopwatch watch = new Stopwatch();
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String[] keys = keys("thread" + i + "-");
                ends.add(threads.submit(() -> putsAndGets(dict, keys, count / 2)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return watch.rate((double) THREADS * count);
        } finally {
            threads.shutdown();
        }
    }

    private static void putsAndGets(SharedDict<String, Integer> dict, String[] keys, int count) {
        for (int i = 0; i < count; i++) {
            String key = keys[i % KEYS];
            dict.put(key, i);
            Check.value(i, dict.get(key));
        }
    }
}
