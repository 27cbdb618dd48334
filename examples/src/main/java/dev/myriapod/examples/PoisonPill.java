package dev.myriapod.examples;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.output.OutputHandler;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A hundred tasks, four of which would each take a thread pool down with them: one hangs and ignores interrupts, one calls
 * {@code System.exit(3)}, one exhausts the heap, one crashes the JVM in native code. The other 96 have their results.
 *
 * <p>Python's {@code ProcessPoolExecutor} would break at the first crash and fail all that was left; its {@code
 * multiprocessing.Pool} would wait for ever.
 */
public final class PoisonPill {
    private static final int TASKS = 100;

    private PoisonPill() {}

    static int work(int n) throws ReflectiveOperationException {
        switch (n) {
            case 20 -> hang();
            case 40 -> System.exit(3);
            case 60 -> exhaustTheHeap();
            case 80 -> crash();
            default -> {}
        }
        return n * n;
    }

    private static void hang() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void exhaustTheHeap() {
        Object[] hoard = {};
        while (true) {
            hoard = new Object[] {hoard, new byte[1 << 20]};
        }
    }

    /** Writes to address 0. By reflection, because the compiler warns about this class by name, and rightly so. */
    private static void crash() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        unsafe.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
    }

    /** Argument: the time limit for one task, in seconds (5). */
    public static void main(String[] args) throws InterruptedException {
        double limit = args.length > 0 ? Double.parseDouble(args[0]) : 5;
        PoolOptions smallHeaps = PoolOptions.builder()
                .jvmOptions("-Xmx64m", "-XX:-CreateCoredumpOnCrash")
                .output(OutputHandler.discard())
                .build();
        TaskOptions limited = TaskOptions.builder()
                .timeout(Duration.ofMillis(Math.round(limit * 1000)))
                .build();
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(smallHeaps).with(limited)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int n = 0; n < TASKS; n++) {
                tasks.add(pool.submit(PoisonPill::work, n));
            }
            printTable(tasks);
        }
    }

    private static void printTable(List<TaskFuture<Integer>> tasks) throws InterruptedException {
        int results = 0;
        System.out.printf("%-6s%-26s%s%n", "task", "failure", "evidence");
        for (int n = 0; n < tasks.size(); n++) {
            try {
                if (tasks.get(n).get() == n * n) {
                    results++;
                }
            } catch (ExecutionException e) {
                Throwable failure = e.getCause();
                System.out.printf("%-6d%-26s%s%n", n, name(failure), evidence(failure));
            }
        }
        System.out.println(results + " of " + tasks.size() + " tasks have their results");
    }

    private static String name(@Nullable Throwable failure) {
        return failure == null ? "" : failure.getClass().getSimpleName();
    }

    private static String evidence(@Nullable Throwable failure) {
        if (failure instanceof TaskTimeoutException timeout) {
            return "ran longer than " + timeout.limit().toMillis() + " ms";
        }
        if (failure instanceof WorkerCrashedException crash) {
            if (crash.outOfMemory()) {
                return "out of memory";
            }
            return crash.signal().isPresent()
                    ? "signal " + crash.signal().getAsInt()
                            + (crash.hsErr().isPresent() ? ", and the JVM left an error log" : "")
                    : "exit code " + crash.exitCode();
        }
        return String.valueOf(failure);
    }
}
