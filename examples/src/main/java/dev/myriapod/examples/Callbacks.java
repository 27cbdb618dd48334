package dev.myriapod.examples;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Results that are handled in the parent, as they come: {@code apply} waits for each, {@code applyAsync} calls back.
 *
 * <p>The like of the Python program with {@code foo}, {@code bar} and {@code pool.apply_async(func=foo, args=(i,),
 * callback=bar)} in a pool of five. (That program opens a new pool in each round of its loop; one pool is what it means.)
 */
public final class Callbacks {
    private Callbacks() {}

    static int foo(int i, double seconds) throws InterruptedException {
        Thread.sleep(Math.round(seconds * 1000));
        System.out.println("in progress " + i);
        return i + 100;
    }

    static int fail(int i) {
        throw new IllegalArgumentException("no foo for " + i);
    }

    private static void bar(int result) {
        System.out.println(
                "-->exec done: " + result + " in " + ChildProcess.current().name());
    }

    /** Argument: how long a task takes, in seconds (2). */
    public static void main(String[] args) throws InterruptedException {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 2;
        System.out.println("the parent is " + ChildProcess.current().name());
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(5)) {
            System.out.println("apply: one after the other");
            for (int i = 0; i < 3; i++) {
                bar(pool.apply(Callbacks::foo, i, seconds));
            }

            System.out.println("applyAsync: side by side");
            List<CompletionStage<Void>> callbacks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                callbacks.add(pool.applyAsync(Callbacks::foo, i, seconds).thenAccept(Callbacks::bar));
            }
            callbacks.add(pool.applyAsync(Callbacks::fail, 10).handle((result, failure) -> {
                System.out.println("-->exec failed: " + failure);
                return null;
            }));
            for (CompletionStage<Void> callback : callbacks) {
                callback.toCompletableFuture().join();
            }
        }
        System.out.println("end");
    }
}
