package dev.myriapod.examples;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedDict;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How fast shared objects are on this machine: elements through a queue from one worker to another, one {@code put} and one
 * {@code take} each; a dict's {@code put} and {@code get} from one worker; a lock that two workers take in turns, and one that one
 * worker takes alone. It warms up first, as three JVMs compile on few cores.
 *
 * <p>Arguments: seconds to warm up (10), rounds (3), operations a round (20000).
 */
public final class SharedThroughput {
    private SharedThroughput() {}

    /** Measures, and prints four lines a round. */
    public static void main(String[] args) throws Exception {
        int warmUp = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 20_000;
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(2)) {
            SharedQueue<Integer> queue = myriapod.queue();
            SharedDict<String, Integer> dict = myriapod.dict();
            SharedLock lock = myriapod.lock();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp);
            while (System.nanoTime() < end) {
                through(pool, queue, count / 10);
                pool.apply(SharedThroughput::putAndGet, dict, count / 10);
                inTurns(pool, lock, count / 10);
            }
            for (int round = 1; round <= rounds; round++) {
                print(round, "elements through a queue", through(pool, queue, count));
                print(round, "puts and gets of a dict", pool.apply(SharedThroughput::putAndGet, dict, count));
                print(round, "locks and unlocks, one worker", pool.apply(SharedThroughput::lockAndUnlock, lock, count));
                print(round, "locks and unlocks, two workers", inTurns(pool, lock, count));
            }
        }
    }

    private static void print(int round, String what, double perSecond) {
        System.out.printf(Locale.ROOT, "round %d: %,9.0f %s a second%n", round, perSecond, what);
    }

    private static double rate(int count, long begin) {
        return count * 1e9 / (System.nanoTime() - begin);
    }

    private static double through(ProcessPool pool, SharedQueue<Integer> queue, int count) throws Exception {
        long begin = System.nanoTime();
        TaskFuture<Integer> producer = pool.submit(SharedThroughput::put, queue, count);
        TaskFuture<Long> consumer = pool.submit(SharedThroughput::take, queue, count);
        producer.get();
        if (consumer.get() != (long) count * (count - 1) / 2) {
            throw new AssertionError("elements were lost or doubled");
        }
        return rate(count, begin);
    }

    static int put(SharedQueue<Integer> queue, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(i);
        }
        return count;
    }

    static long take(SharedQueue<Integer> queue, int count) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += queue.take();
        }
        return sum;
    }

    static double putAndGet(SharedDict<String, Integer> dict, int count) {
        String[] keys = new String[100];
        Arrays.setAll(keys, i -> "key" + i);
        long begin = System.nanoTime();
        for (int i = 0; i < count / 2; i++) {
            String key = keys[i % keys.length];
            dict.put(key, i);
            if (dict.get(key) != i) {
                throw new AssertionError("a put was lost");
            }
        }
        return rate(count, begin);
    }

    static double lockAndUnlock(SharedLock lock, int count) {
        long begin = System.nanoTime();
        long inside = 0;
        for (int i = 0; i < count; i++) {
            lock.lock();
            try {
                inside++;
            } finally {
                lock.unlock();
            }
        }
        return rate(Math.toIntExact(inside), begin);
    }

    private static double inTurns(ProcessPool pool, SharedLock lock, int count) throws Exception {
        long begin = System.nanoTime();
        TaskFuture<Double> one = pool.submit(SharedThroughput::lockAndUnlock, lock, count / 2);
        TaskFuture<Double> other = pool.submit(SharedThroughput::lockAndUnlock, lock, count / 2);
        one.get();
        other.get();
        return rate(count, begin);
    }
}
