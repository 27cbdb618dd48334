package dev.myriapod.examples.shared;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.SharedQueue;
import java.util.Arrays;
import java.util.List;

/**
 * A child puts a list into a queue that it got as its argument; the parent takes it.
 *
 * <p>The like of the Python program with {@code f(q)} and {@code q.put(['shen', None, 1995])}. Its other half, with a thread and
 * {@code queue.Queue}, is a {@code LinkedBlockingQueue} in Java: {@link SharedQueue} is a {@code BlockingQueue} as well.
 */
public final class ListOverQueue {
    private ListOverQueue() {}

    static void put(SharedQueue<List<Object>> queue) throws InterruptedException {
        queue.put(Arrays.asList("shen", null, 1995));
    }

    /** No arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (Myriapod myriapod = Myriapod.local()) {
            SharedQueue<List<Object>> queue = myriapod.queue();
            ChildProcess child = myriapod.process(ListOverQueue::put, queue).start();
            System.out.println(queue.take());
            child.join();
        }
    }
}
