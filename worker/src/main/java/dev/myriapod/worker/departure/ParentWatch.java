package dev.myriapod.worker.departure;

import java.io.IOException;
import java.io.InputStream;

/** Notices the end of the agent by the end of standard input, on which nothing else comes. */
public final class ParentWatch extends Thread {
    private final InputStream parent;
    private final Departure departure;

    /** A daemon thread that reads to the end of that stream, once started. */
    public ParentWatch(InputStream parent, Departure departure) {
        super("parent-watch");
        setDaemon(true);
        this.parent = parent;
        this.departure = departure;
    }

    @Override
    public void run() {
        try {
            while (parent.read() >= 0) {
                // The agent sends nothing after the bootstrap; a later version may.
            }
        } catch (IOException e) {
            // A broken pipe is an ended one.
        }
        departure.orphaned();
    }
}
