package dev.myriapod.worker.departure;

import java.nio.file.Path;

/** A program that exits while its parent watch reads standard input; the exit waits until the watch has come out of that. */
final class WatchedExit {
    private WatchedExit() {}

    public static void main(String[] args) throws Exception {
        ParentWatch watch = new ParentWatch(System.in, new Departure(Path.of(args[0])));
        watch.begin();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            // A thread that reads is runnable to Java, whatever the system makes of it.
            while (watch.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            System.out.println("aside");
        }));
        System.exit(0);
    }
}
