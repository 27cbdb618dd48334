package dev.myriapod.it.semantics.nested;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskFutures;
import dev.myriapod.failure.DeadlockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** What the tasks of these tests do; all of it in workers. */
final class Nest {
    /** Between two tasks that run in one worker. */
    private static final SynchronousQueue<TaskFuture<?>> EXCHANGE = new SynchronousQueue<>();

    private Nest() {}

    static int square(int x) {
        return x * x;
    }

    static int add(int a, int b) {
        return a + b;
    }

    static int fail(int x) {
        throw new IllegalStateException("no " + x);
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    /** A task of the pool that runs the one that calls it. */
    private static TaskFuture<Integer> squared(int x) {
        return ProcessPool.current().submit(Nest::square, x);
    }

    private static List<TaskFuture<Integer>> squares() {
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            futures.add(squared(i));
        }
        return futures;
    }

    private static int sum(Iterable<? extends Future<Integer>> futures) throws Exception {
        int sum = 0;
        for (Future<Integer> future : futures) {
            sum += future.get();
        }
        return sum;
    }

    private static List<Callable<Integer>> calls() {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int x = i;
            calls.add((Callable<Integer> & java.io.Serializable) () -> square(x));
        }
        return calls;
    }

    /** Every way to wait for tasks; each gives 1 + 4 + 9. */
    enum Form {
        GET {
            @Override
            int sum() throws Exception {
                return Nest.sum(squares());
            }
        },
        TIMED_GET {
            @Override
            int sum() throws Exception {
                return squared(3).get(1, TimeUnit.MINUTES)
                        + squared(2).get(1, TimeUnit.MINUTES)
                        + squared(1).get(1, TimeUnit.MINUTES);
            }
        },
        APPLY {
            @Override
            int sum() throws Exception {
                ProcessPool pool = ProcessPool.current();
                return pool.apply(Nest::square, 1) + pool.apply(Nest::square, 2) + pool.apply(Nest::square, 3);
            }
        },
        JOIN {
            @Override
            int sum() {
                return squared(1).toCompletableFuture().join()
                        + squared(2).thenApply(x -> x).toCompletableFuture().join()
                        + squared(3)
                                .thenCombine(squared(0), Integer::sum)
                                .toCompletableFuture()
                                .join();
            }
        },
        INVOKE_ALL {
            @Override
            int sum() throws Exception {
                return Nest.sum(ProcessPool.current().invokeAll(calls()));
            }
        },
        TIMED_INVOKE_ALL {
            @Override
            int sum() throws Exception {
                return Nest.sum(ProcessPool.current().invokeAll(calls(), 1, TimeUnit.MINUTES));
            }
        },
        INVOKE_ANY {
            @Override
            int sum() throws Exception {
                int any = ProcessPool.current().invokeAny(calls());
                return any == 1 || any == 4 || any == 9 ? 14 : any;
            }
        },
        MAP {
            @Override
            int sum() throws Exception {
                return total(ProcessPool.current().map(Nest::square, List.of(1, 2, 3)));
            }
        },
        MAP_ASYNC {
            @Override
            int sum() throws Exception {
                ProcessPool pool = ProcessPool.current();
                return total(pool.mapAsync(Nest::square, List.of(1, 2)).get())
                        + total(pool.mapAsync(Nest::square, List.of(3)).join());
            }
        },
        STARMAP {
            @Override
            int sum() throws Exception {
                return total(ProcessPool.current().starmap(Nest::add, List.of(Map.entry(1, 4), Map.entry(4, 5))));
            }
        },
        IMAP {
            @Override
            int sum() {
                return total(ProcessPool.current()
                        .imap(Nest::square, List.of(1, 2, 3))
                        .toList());
            }
        },
        IMAP_UNORDERED {
            @Override
            int sum() {
                return total(ProcessPool.current()
                        .imapUnordered(Nest::square, List.of(1, 2, 3))
                        .toList());
            }
        },
        WAIT {
            @Override
            int sum() throws Exception {
                return Nest.sum(TaskFutures.wait(squares()).done());
            }
        },
        AS_COMPLETED {
            @Override
            int sum() throws Exception {
                return Nest.sum(TaskFutures.asCompleted(squares()));
            }
        };

        abstract int sum() throws Exception;
    }

    private static int total(List<Integer> results) {
        return results.stream().mapToInt(Integer::intValue).sum();
    }

    static int sum(Form form) throws Exception {
        return form.sum();
    }

    /** Waits for a task that waits for a task … so many levels deep. */
    static int depth(int levels) throws Exception {
        return levels == 1
                ? 1
                : 1 + ProcessPool.current().submit(Nest::depth, levels - 1).get();
    }

    /** As {@link #depth}, and says so where it cannot go deeper. */
    static String depthOrDeadlock(int levels) throws Exception {
        try {
            return "depth " + depth(levels);
        } catch (ExecutionException failed) {
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.getClass().getSimpleName();
        } catch (DeadlockException deadlock) {
            return deadlock.getMessage();
        }
    }

    static int squareIn(ProcessPool pool, int x) throws Exception {
        return pool.submit(Nest::square, x).get();
    }

    static void writeSquare(ProcessPool pool, int x, String file) throws Exception {
        Files.writeString(Path.of(file), Integer.toString(squareIn(pool, x)));
    }

    static String options(ProcessPool pool) {
        return pool.name() + " " + pool.size() + " " + pool.taskOptions().timeout() + " "
                + pool.taskOptions().retries().limit();
    }

    static String closing() {
        try (ProcessPool pool = ProcessPool.current()) {
            return "closed " + pool.name();
        } catch (UnsupportedOperationException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    static int inPoolOfItsOwn(int x) throws Exception {
        try (ProcessPool own = Myriapod.current().pool(1)) {
            return own.submit(Nest::square, x).get();
        }
    }

    static <T> T waitFor(TaskFuture<T> future) throws Exception {
        return future.get();
    }

    static String failureOf(TaskFuture<?> future) throws InterruptedException {
        try {
            return "result " + future.get();
        } catch (ExecutionException failed) {
            return String.valueOf(failed.getCause());
        }
    }

    /** Gives a future to another task in this worker. */
    static boolean pass(TaskFuture<?> future) throws InterruptedException {
        return EXCHANGE.offer(future, 1, TimeUnit.MINUTES);
    }

    /** Gives to another task in this worker the future of a task that waits for this one. */
    static boolean passWaiterFor(TaskFuture<?> future) throws InterruptedException {
        return pass(ProcessPool.current().submit(Nest::failureOf, future));
    }

    /** Waits for a future that another task in this worker passes. */
    static String waitForPassed() throws Exception {
        TaskFuture<?> passed = EXCHANGE.take();
        try {
            passed.get();
            return "ended";
        } catch (DeadlockException deadlock) {
            return String.valueOf(deadlock.getMessage());
        } catch (ExecutionException failed) {
            // It was the other one whose wait was ended.
            return failed.getCause() instanceof DeadlockException deadlock
                    ? String.valueOf(deadlock.getMessage())
                    : failed.toString();
        }
    }

    /** Submits a task that sleeps for ever, and does so itself; the files say that both have begun. */
    static boolean sleepTwice(String directory) throws Exception {
        TaskFuture<?> inner = ProcessPool.current().submit(Nest::sleepForEver, directory + "/inner");
        Files.writeString(Path.of(directory, "outer"), Long.toString(pid()));
        inner.get();
        return true;
    }

    static boolean sleepForEver(String trace) throws IOException, InterruptedException {
        Files.writeString(Path.of(trace), Long.toString(pid()));
        Thread.sleep(Long.MAX_VALUE);
        return true;
    }
}
