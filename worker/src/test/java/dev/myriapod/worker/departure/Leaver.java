package dev.myriapod.worker.departure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/** The main of JVMs that leave in the way that the first argument says; the second is a runtime directory. */
final class Leaver {
    private Leaver() {}

    public static void main(String[] arguments) throws Exception {
        Departure departure = new Departure(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "stream, then agent" -> {
                departure.streamLost();
                departure.orphaned();
            }
            case "with a server" -> {
                leaveServer();
                departure.orphaned();
            }
            case "with a hook that never ends" -> {
                addHook(new CountDownLatch(1));
                departure.streamLost();
                new CountDownLatch(1).await();
            }
            case "unable" -> departure.unable("no work without a thread");
            case "exit, nobody reads" -> {
                addHook(new CountDownLatch(1));
                Runtime.getRuntime().addShutdownHook(new ExitGuard(() -> false));
                printForEver();
                System.exit(5);
            }
            case "exit, no more threads" -> {
                addHook(new CountDownLatch(1));
                ThreadFactory none = body -> {
                    throw new OutOfMemoryError("unable to create native thread");
                };
                Runtime.getRuntime().addShutdownHook(new ExitGuard(() -> false, none));
                System.exit(5);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** A process whose parent is gone. */
    private static void leaveServer() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    private static void addHook(CountDownLatch never) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Fills standard error's pipe, and stays inside print, with the stream's lock. */
    private static void printForEver() {
        Thread printer = new Thread(() -> {
            String line = "x".repeat(1024);
            while (!Thread.currentThread().isInterrupted()) {
                System.err.print(line);
            }
        });
        printer.setDaemon(true);
        printer.start();
    }
}
