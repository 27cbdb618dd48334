package dev.myriapod.benchmarks.shared;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import dev.myriapod.shared.SharedLock;
import java.util.Map;

/** Pairs of {@code lock} and {@code unlock}. */
public final class Locks {
    private Locks() {}

    /** By one worker; nobody else wants it. */
    public static Workload alone(Stage stage) {
        ProcessPool pool = stage.pool();
        SharedLock lock = stage.myriapod().lock();
        int pairs = stage.size(10_000, 100);
        return () -> {
            Stopwatch watch = new Stopwatch();
            pool.apply(Locks::pairs, lock, pairs);
            return Map.of("pairs/s", watch.rate(pairs));
        };
    }

    /** By two workers at once. */
    public static Workload contended(Stage stage) {
        ProcessPool pool = stage.pool();
        SharedLock lock = stage.myriapod().lock();
        int pairs = stage.size(5_000, 50);
        return () -> {
            Stopwatch watch = new Stopwatch();
            TaskFuture<?> one = pool.submit(Locks::pairs, lock, pairs);
            TaskFuture<?> other = pool.submit(Locks::pairs, lock, pairs);
            one.get();
            other.get();
            return Map.of("pairs/s", watch.rate(2.0 * pairs));
        };
    }

    static int pairs(SharedLock lock, int pairs) {
        int inside = 0;
        for (int i = 0; i < pairs; i++) {
            lock.lock();
            try {
                inside++;
            } finally {
                lock.unlock();
            }
        }
        return inside;
    }
}
