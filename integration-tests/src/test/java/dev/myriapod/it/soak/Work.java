package dev.myriapod.it.soak;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.failure.WorkerCrashedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * A kind of task: how it is submitted, and which ends it may have where a killer goes about. Any of them may lose its worker
 * at any time, so all but those with many retries may end as crashed.
 */
enum Work {
    SQUARE(400) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.submit(Deed::square, call.number());
        }

        @Override
        boolean mayReturn(Object result, int number) {
            return result.equals(number * number);
        }
    },
    /** Must succeed, however often its worker is killed. */
    RETRIED(200) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.with(options().retries(MANY).build()).submit(Deed::leaveTrace, call.traces(), call.number());
        }

        @Override
        boolean mayReturn(Object result, int number) {
            return result.equals(number);
        }

        @Override
        boolean mayFail(Throwable cause) {
            return false;
        }
    },
    /** Fails with another exception if it begins a second time. */
    ONCE(200) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.submit(Deed::beginOnce, call.traces(), call.number());
        }

        @Override
        boolean mayReturn(Object result, int number) {
            return result.equals(number);
        }
    },
    SLEEP(50) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.with(options().priority(call.number() % 3).build())
                    .submit(Deed::sleep, (long) call.random().nextInt(30));
        }

        @Override
        boolean mayReturn(Object result, int number) {
            return result instanceof Long;
        }
    },
    LARGE(20) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            byte[] bytes = new byte[1 << (10 + call.random().nextInt(12))];
            Arrays.fill(bytes, (byte) call.number());
            return pool.submit(Deed::reverse, bytes);
        }

        @Override
        boolean mayReturn(Object result, int number) {
            byte[] bytes = (byte[]) result;
            return bytes[0] == (byte) number && bytes[bytes.length - 1] == (byte) number;
        }
    },
    THROWING(50) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.submit(Deed::fail, call.number());
        }

        @Override
        boolean mayFail(Throwable cause) {
            return cause instanceof IllegalStateException || super.mayFail(cause);
        }
    },
    CANCELLED(50) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            TaskFuture<?> future = pool.submit(Deed::sleep, (long) call.random().nextInt(50));
            future.cancel(call.random().nextBoolean());
            return future;
        }

        @Override
        boolean mayReturn(Object result, int number) {
            return result instanceof Long;
        }

        @Override
        boolean mayBeCancelled() {
            return true;
        }
    },
    /** Ignores its interrupt, so its worker is killed. */
    ENDLESS(1) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.with(options()
                            .timeout(Duration.ofMillis(50))
                            .gracePeriod(Duration.ofMillis(50))
                            .build())
                    .submit(Deed::loop);
        }

        @Override
        boolean mayFail(Throwable cause) {
            return cause instanceof TaskTimeoutException || super.mayFail(cause);
        }
    },
    LEAVING(1) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return call.random().nextBoolean() ? pool.submit(Deed::exit, 7) : pool.submit(Deed::halt, 8);
        }
    },
    EXHAUSTING(1) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.submit(Deed::exhaustHeap);
        }
    },
    CRASHING(1) {
        @Override
        TaskFuture<?> submit(ProcessPool pool, Call call) {
            return pool.with(options().retries(1).build()).submit(Deed::crash);
        }
    };

    static final int MANY = 1000;

    private final int weight;

    Work(int weight) {
        this.weight = weight;
    }

    /**
     * What a task is made of.
     *
     * @param traces the directory where tasks leave traces of their begins
     */
    record Call(int number, String traces, Random random) {
        Call(int number, Path traces, Random random) {
            this(number, traces.toString(), random);
        }
    }

    /** One of them, by its weight. */
    static Work pick(Random random) {
        int left = random.nextInt(
                Arrays.stream(values()).mapToInt(work -> work.weight).sum());
        for (Work work : values()) {
            left -= work.weight;
            if (left < 0) {
                return work;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    abstract TaskFuture<?> submit(ProcessPool pool, Call call);

    /** Why this end is wrong; empty if it may be so. */
    String complaint(TaskFuture<?> ended, int number) throws InterruptedException {
        String who = this + " " + number;
        try {
            Object result = ended.get();
            return mayReturn(result, number) ? "" : who + " returned " + result;
        } catch (CancellationException e) {
            return mayBeCancelled() ? "" : who + " was cancelled, and nobody did that: " + e;
        } catch (ExecutionException e) {
            return mayFail(e.getCause()) ? "" : who + " failed with " + e.getCause();
        }
    }

    boolean mayReturn(Object result, int number) {
        return false;
    }

    boolean mayFail(Throwable cause) {
        return cause instanceof WorkerCrashedException;
    }

    boolean mayBeCancelled() {
        return false;
    }

    private static TaskOptions.Builder options() {
        return TaskOptions.builder().backoff(Duration.ofMillis(1));
    }
}
