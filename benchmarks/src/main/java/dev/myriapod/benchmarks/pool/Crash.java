package dev.myriapod.benchmarks.pool;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.benchmarks.workload.Check;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import dev.myriapod.failure.WorkerCrashedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * A thousand tasks of a millisecond are under way when one of the two workers is killed. Nothing is retried, as nothing is by
 * default: the task that the worker ran fails, the others are done.
 */
public final class Crash {
    private static final long TASK_NANOS = 1_000_000;

    private final ProcessPool pool;
    private final int tasks;

    private Crash(ProcessPool pool, int tasks) {
        this.pool = pool;
        this.tasks = tasks;
    }

    /** A worker is killed in every round, and replaced before it ends. */
    public static Workload recovery(Stage stage) {
        return new Crash(stage.pool(), stage.size(1_000, 20))::round;
    }

    private Map<String, Double> round() throws InterruptedException, ExecutionException {
        Set<Long> before = workers(Set.of());
        long victim = before.iterator().next();
        List<TaskFuture<Long>> futures = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            futures.add(pool.submit(Crash::millisecond));
        }
        Stopwatch watch = new Stopwatch();
        ProcessHandle.of(victim)
                .orElseThrow(() -> new IllegalStateException("Worker " + victim + " is gone before it was killed."))
                .destroyForcibly();
        int crashed = 0;
        for (TaskFuture<Long> future : futures) {
            crashed += hasCrashed(future) ? 1 : 0;
        }
        double done = watch.seconds() * 1e3;
        // At most the one that the worker ran.
        Check.equal("the number of tasks that failed beyond one", 0, Math.max(0, crashed - 1));
        workers(Set.of(victim));
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("others done ms", done);
        figures.put("replaced ms", watch.seconds() * 1e3);
        return figures;
    }

    private static boolean hasCrashed(TaskFuture<Long> future) throws InterruptedException {
        try {
            future.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorkerCrashedException) {
                return true;
            }
            throw new IllegalStateException("A task failed, and not because its worker was killed.", e.getCause());
        }
    }

    /** The process ids of both workers, once tasks run on two without these. */
    private Set<Long> workers(Set<Long> without) throws InterruptedException, ExecutionException {
        Set<Long> seen = new TreeSet<>();
        while (seen.size() < Stage.WORKERS) {
            List<TaskFuture<Long>> asked = new ArrayList<>();
            for (int i = 0; i < 2 * Stage.WORKERS; i++) {
                asked.add(pool.submit(Crash::millisecond));
            }
            for (TaskFuture<Long> answer : asked) {
                // A worker may take one more task before it is seen that it was killed.
                if (!hasCrashed(answer)) {
                    seen.add(answer.get());
                }
            }
            seen.removeAll(without);
        }
        return seen;
    }

    static long millisecond() {
        long end = System.nanoTime() + TASK_NANOS;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return ProcessHandle.current().pid();
    }
}
