package dev.myriapod.benchmarks.shared;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.benchmarks.workload.Check;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import dev.myriapod.shared.SharedQueue;
import java.util.Map;

/** From one worker to another, with one {@code put} and one {@code take} for each element. */
public final class Queues {
    private Queues() {}

    /** 100,000 ints. */
    public static Workload small(Stage stage) {
        ProcessPool pool = stage.pool();
        SharedQueue<Integer> queue = stage.myriapod().queue();
        int count = stage.size(100_000, 500);
        return () -> {
            Stopwatch watch = new Stopwatch();
            TaskFuture<?> producer = pool.submit(Queues::putInts, queue, count);
            TaskFuture<Long> consumer = pool.submit(Queues::takeInts, queue, count);
            producer.get();
            Check.equal("the sum of the elements", (long) count * (count - 1) / 2, consumer.get());
            return Map.of("messages/s", watch.rate(count));
        };
    }

    /** 500 arrays of 1 MiB. */
    public static Workload large(Stage stage) {
        ProcessPool pool = stage.pool();
        SharedQueue<byte[]> queue = stage.myriapod().queue();
        int count = stage.size(500, 3);
        return () -> {
            Stopwatch watch = new Stopwatch();
            TaskFuture<?> producer = pool.submit(Queues::putArrays, queue, count);
            TaskFuture<Long> consumer = pool.submit(Queues::takeArrays, queue, count);
            producer.get();
            long bytes = consumer.get();
            Check.equal("the bytes taken", (long) count << 20, bytes);
            return Map.of("GB/s", watch.rate(bytes / 1e9));
        };
    }

    static int putInts(SharedQueue<Integer> queue, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(i);
        }
        return count;
    }

    static long takeInts(SharedQueue<Integer> queue, int count) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += queue.take();
        }
        return sum;
    }

    static int putArrays(SharedQueue<byte[]> queue, int count) throws InterruptedException {
        byte[] element = new byte[1 << 20];
        for (int i = 0; i < count; i++) {
            queue.put(element);
        }
        return count;
    }

    static long takeArrays(SharedQueue<byte[]> queue, int count) throws InterruptedException {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += queue.take().length;
        }
        return bytes;
    }
}
