package dev.myriapod.examples.shared;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.QueueClosedException;
import dev.myriapod.shared.QueueOptions;
import dev.myriapod.shared.SharedQueue;
import java.util.List;

/**
 * Two producers and a consumer over a queue with room for one.
 *
 * <p>The like of the Python program with {@code product(q)}, {@code consumer(q)} and {@code Queue(maxsize=1)}. (There the
 * consumer waits for ever; here the queue is closed when the producers are done, and the consumer ends when it is empty.)
 */
public final class SteamedBuns {
    private static final List<String> KINDS = List.of("pork", "cabbage", "bean paste");

    private SteamedBuns() {}

    static void produce(SharedQueue<String> buns, double seconds) throws InterruptedException {
        for (String kind : KINDS) {
            Thread.sleep(Math.round(seconds * 1000));
            buns.put(kind);
            System.out.println(ChildProcess.current().name() + " has made a bun with " + kind);
        }
    }

    static void consume(SharedQueue<String> buns, double seconds) throws InterruptedException {
        try {
            while (true) {
                System.out.println("The consumer has eaten a bun with " + buns.take());
                Thread.sleep(Math.round(seconds * 1000));
            }
        } catch (QueueClosedException end) {
            System.out.println("There are no more buns.");
        }
    }

    /** Argument: how long making a bun takes, and eating it, in seconds (1). */
    public static void main(String[] args) throws InterruptedException {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        try (Myriapod myriapod = Myriapod.local()) {
            SharedQueue<String> buns = myriapod.queue(QueueOptions.defaults().withCapacity(1));
            List<ChildProcess> producers = List.of(
                    myriapod.process(SteamedBuns::produce, buns, seconds),
                    myriapod.process(SteamedBuns::produce, buns, seconds));
            producers.forEach(ChildProcess::start);
            ChildProcess consumer =
                    myriapod.process(SteamedBuns::consume, buns, seconds).start();
            for (ChildProcess producer : producers) {
                producer.join();
            }
            buns.close();
            consumer.join();
        }
    }
}
