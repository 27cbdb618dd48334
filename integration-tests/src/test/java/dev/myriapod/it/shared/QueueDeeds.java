package dev.myriapod.it.shared;

import dev.myriapod.Myriapod;
import dev.myriapod.shared.Lease;
import dev.myriapod.shared.QueueClosedException;
import dev.myriapod.shared.SharedQueue;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What other processes do with queues. */
final class QueueDeeds {
    private QueueDeeds() {}

    /** Travels as a record of the user's own. */
    record Order(String what, SharedQueue<String> answers) {}

    static void produce(SharedQueue<Integer> queue, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(i);
        }
        queue.close();
    }

    static long sum(SharedQueue<Integer> queue) throws InterruptedException {
        long sum = 0;
        try {
            while (true) {
                sum += queue.take();
            }
        } catch (QueueClosedException end) {
            return sum;
        }
    }

    static void sumTo(SharedQueue<Integer> queue, SharedQueue<Long> sums) throws InterruptedException {
        sums.put(sum(queue));
    }

    static void putList(SharedQueue<List<Object>> queue) throws InterruptedException {
        queue.put(List.of(42, "hello", List.of(1.5, 2.5)));
    }

    static void waitFor(SharedQueue<String> queue) throws InterruptedException {
        System.out.println(queue.take());
    }

    static void leaseAndWait(SharedQueue<String> queue, SharedQueue<String> never) throws InterruptedException {
        try (Lease<String> lease = queue.takeLeased()) {
            never.take();
            lease.ack();
        }
    }

    /** Deals with elements one by one; one may be dealt with again, by somebody else, if this process dies. */
    static void work(SharedQueue<Integer> todo, SharedQueue<Integer> done) throws InterruptedException {
        while (true) {
            try (Lease<Integer> lease = todo.takeLeased()) {
                done.put(lease.element());
                lease.ack();
            }
        }
    }

    static int putMany(SharedQueue<Integer> queue, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(i);
        }
        return count;
    }

    static void putIntoBoth(SharedQueue<Integer> queue, SharedQueue<Integer> other, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(i);
            other.put(i);
        }
    }

    static void putUntilClosed(SharedQueue<Integer> queue, SharedQueue<Integer> counts) throws InterruptedException {
        int count = 0;
        try {
            while (true) {
                queue.put(count);
                count++;
            }
        } catch (QueueClosedException end) {
            counts.put(count);
        }
    }

    /** Takes so many one by one, says which was the last, and waits for ever. */
    static void takeAndWait(
            SharedQueue<Integer> queue, int count, SharedQueue<Integer> taken, SharedQueue<Integer> never)
            throws InterruptedException {
        int last = -1;
        for (int i = 0; i < count; i++) {
            last = queue.take();
        }
        taken.put(last);
        never.take();
    }

    static String fulfil(Order order) throws InterruptedException {
        order.answers().put("done: " + order.what());
        return order.what();
    }

    static SharedQueue<String> same(SharedQueue<String> queue) {
        return queue;
    }

    static boolean isOne(SharedQueue<String> queue, SharedQueue<String> other) {
        return queue == other && queue == Myriapod.current().<String>queue(queue.name());
    }

    static String exchange(SharedQueue<SharedQueue<String>> offers) throws InterruptedException {
        SharedQueue<String> offered = offers.take();
        return offered.poll(1, TimeUnit.MINUTES);
    }

    static boolean joinTasks(SharedQueue<Integer> queue) throws InterruptedException {
        queue.joinTasks();
        return true;
    }
}
