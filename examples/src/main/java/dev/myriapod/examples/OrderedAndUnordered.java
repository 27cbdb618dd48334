package dev.myriapod.examples;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * {@code imap} gives results in the order of the items, {@code imapUnordered} each as soon as it is there.
 *
 * <p>The like of the Python programs with {@code get_html}: one {@code apply_async(get_html, args=(3,))}, then {@code
 * pool.imap(get_html, [4, 3, 2])}, then {@code pool.imap_unordered(get_html, [4, 3, 2])}. The pool has three workers, so
 * that the shortest task is not kept waiting by the others.
 */
public final class OrderedAndUnordered {
    private OrderedAndUnordered() {}

    static int getHtml(int n, double unit) throws InterruptedException {
        Thread.sleep(Math.round(n * unit * 1000));
        System.out.println("child " + n + " has got its page");
        return n;
    }

    /** Argument: how many seconds one unit of waiting is (0.5; Python's program has 1). */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        double unit = args.length > 0 ? Double.parseDouble(args[0]) : 0.5;
        List<Integer> units = List.of(4, 3, 2);
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(Math.max(3, myriapod.cpuCount()))) {
            TaskFuture<Integer> one = pool.applyAsync(OrderedAndUnordered::getHtml, 3, unit);
            System.out.println("one: " + one.get());

            try (Stream<Integer> results = pool.imap(n -> getHtml(n, unit), units)) {
                results.forEach(n -> System.out.println("in order: " + n));
            }
            try (Stream<Integer> results = pool.imapUnordered(n -> getHtml(n, unit), units)) {
                results.forEach(n -> System.out.println("as they come: " + n));
            }
        }
        System.out.println("end");
    }
}
