package dev.myriapod.it.faults;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main of a client that is stopped by a signal while its task runs, and goes on when it is told to. */
public final class PausedClient {
    private PausedClient() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        Path end = Path.of(System.getProperty("java.io.tmpdir"), "end");
        String name = end.toString();
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            TaskFuture<Long> future = pool.submit(() -> {
                while (Files.notExists(Path.of(name))) {
                    Thread.sleep(5);
                }
                return Deeds.pid();
            });
            while (future.workerPid() == 0) {
                Thread.onSpinWait();
            }
            System.out.println("runs");
            // Stopped while it waits for this; what it does afterwards shows whether anything was given up meanwhile.
            System.in.read();
            Files.createFile(end);
            long first = future.get();
            long second = pool.submit(Deeds::pid).get();
            Files.delete(end);
            System.out.println("outcome: slept, " + (first == second ? "same worker" : "another worker"));
        }
    }
}
