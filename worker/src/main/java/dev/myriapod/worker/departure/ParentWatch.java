package dev.myriapod.worker.departure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/*
 * A JVM that exits gives threads in native code 300 ms to come out of it, and a read of standard input is native code that
 * does not come out. So the watch is woken by a byte that this process writes into its own end of the pipe, which Linux
 * offers by name, and keeps out of the read while the exit takes place. Elsewhere the exit takes 300 ms longer.
 */
/** Notices the end of the agent by the end of standard input, on which nothing else comes. */
public final class ParentWatch extends Thread {
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    /** An exit that takes so long hangs in somebody's shutdown hook: then the agent's end matters again. */
    private static final long EXIT_SECONDS = 5;

    private final InputStream parent;
    private final Departure departure;
    /** Set by a shutdown hook, before the byte that wakes the watch. */
    private volatile boolean exiting;

    /** A daemon thread that reads to the end of that stream, once started. */
    public ParentWatch(InputStream parent, Departure departure) {
        super("parent-watch");
        setDaemon(true);
        this.parent = parent;
        this.departure = departure;
    }

    /** Starts the watch, and lets it step aside when the JVM exits. */
    public void begin() {
        start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stepAside, "parent-watch-aside"));
    }

    @Override
    public void run() {
        try {
            while (parent.read() >= 0) {
                // The agent sends nothing after the bootstrap; a later version may.
                if (exiting) {
                    TimeUnit.SECONDS.sleep(EXIT_SECONDS);
                }
            }
        } catch (IOException | InterruptedException e) {
            // A broken pipe is an ended one. Nobody interrupts the watch on purpose: better no worker than an unwatched
            // one.
        }
        departure.orphaned();
    }

    private void stepAside() {
        exiting = true;
        try {
            if (isAlive() && Files.readSymbolicLink(STANDARD_INPUT).toString().startsWith("pipe:")) {
                Files.write(STANDARD_INPUT, new byte[1], StandardOpenOption.WRITE);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // No such name on this system: the exit takes its 300 ms.
        }
    }
}
