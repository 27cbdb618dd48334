package dev.myriapod.examples;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.TaskTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two tasks that take 3 to 5 seconds, with a limit of 3 seconds: both are stopped, and the program ends right then.
 *
 * <p>The like of Python's {@code ProcessPoolExecutor} with {@code functools.partial} tasks and {@code
 * future.result(timeout=3)}. There the limit only ends the waiting: the tasks go on, and leaving the {@code with} block
 * waits for them. Here the limit belongs to the task, and a task that passes it is ended with its process if need be. What
 * {@code partial} binds, a lambda captures.
 */
public final class TimeLimits {
    private TimeLimits() {}

    private static void takeYourTime(double shortest, double longest) throws InterruptedException {
        double seconds =
                shortest + (longest - shortest) * ThreadLocalRandom.current().nextDouble();
        Thread.sleep(seconds(seconds).toMillis());
        System.out.println("####Executing in thread: " + Thread.currentThread().getName() + " and in process: "
                + ChildProcess.current().name());
    }

    static String firstTask(int a, int b, double shortest, double longest) throws InterruptedException {
        takeYourTime(shortest, longest);
        return "Task executed with parameters a=" + a + " and b=" + b + ", sum=" + (a + b);
    }

    static String secondTask(List<Integer> args, Map<String, Integer> named, double shortest, double longest)
            throws InterruptedException {
        takeYourTime(shortest, longest);
        int sum = 0;
        for (int arg : args) {
            System.out.println("arg: " + arg);
            sum += arg;
        }
        for (Map.Entry<String, Integer> entry : named.entrySet()) {
            System.out.println("Key: " + entry.getKey() + ", Value: " + entry.getValue());
            sum += entry.getValue();
        }
        return "Task executed with parameters sum=" + sum;
    }

    /** Arguments, all in seconds: the limit (3), the shortest (3) and the longest (5) time that a task takes. */
    public static void main(String[] args) throws InterruptedException {
        double limit = args.length > 0 ? Double.parseDouble(args[0]) : 3;
        double shortest = args.length > 1 ? Double.parseDouble(args[1]) : 3;
        double longest = args.length > 2 ? Double.parseDouble(args[2]) : 5;
        Map<String, Integer> named = new LinkedHashMap<>();
        named.put("param1", 100);
        named.put("param2", 200);

        long begin = System.nanoTime();
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(3)) {
            ProcessPool limited =
                    pool.with(TaskOptions.builder().timeout(seconds(limit)).build());
            List<TaskFuture<String>> tasks = List.of(
                    limited.submit(() -> firstTask(3, 4, shortest, longest)),
                    limited.submit(() -> secondTask(List.of(5, 6, 7), named, shortest, longest)));
            List<String> results = new ArrayList<>();
            for (TaskFuture<String> task : tasks) {
                report(task, results);
            }
            for (String result : results) {
                System.out.println("Result: " + result);
            }
        }
        System.out.printf(
                "The program ends after %.1f s and leaves %d processes behind.%n",
                (System.nanoTime() - begin) / 1e9,
                ProcessHandle.current().descendants().count());
    }

    private static void report(TaskFuture<String> task, List<String> results) throws InterruptedException {
        try {
            String result = task.get();
            System.out.println("Task completed successfully: " + result);
            results.add(result);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TaskTimeoutException) {
                System.out.println("Task timed out.");
            } else {
                System.out.println("Task encountered an exception: " + e.getCause());
            }
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
