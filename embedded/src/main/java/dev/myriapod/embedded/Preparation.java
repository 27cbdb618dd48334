package dev.myriapod.embedded;

import com.google.protobuf.ByteString;
import dev.myriapod.agent.Agent;
import dev.myriapod.client.ClientCluster;
import dev.myriapod.coordinator.Coordinator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Between main and the first worker's fork a program does little but load classes, one after the other on one thread.
 * What comes last is loaded here meanwhile, on another. Nothing waits for it: whoever needs a class that is not there yet
 * loads it, or waits for just that one.
 */
/** Shortens the start of the first cluster of a JVM. */
final class Preparation {
    private static final String NETTY_EVENTS = "io.netty.jfr.enabled";
    private static final AtomicBoolean begun = new AtomicBoolean();

    /** None: there is nothing to prepare. */
    private final @Nullable Thread thread;

    private Preparation(@Nullable Thread thread) {
        this.thread = thread;
    }

    /** Begins, if this is the first cluster of the JVM. */
    static Preparation begin() {
        if (!begun.compareAndSet(false, true)) {
            return new Preparation(null);
        }
        boolean quieted = quietRecorder();
        Thread thread = new Thread(() -> prepare(quieted), "cluster-preparation");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            log().warn("There is no thread to prepare the first pool on, so it starts later.", e);
            if (quieted) {
                System.clearProperty(NETTY_EVENTS);
            }
            return new Preparation(null);
        }
        return new Preparation(thread);
    }

    /** Not a constant: this class is used before there is a reason to wait for the user's logging to be set up. */
    private static Logger log() {
        return LoggerFactory.getLogger(Preparation.class);
    }

    /**
     * Netty defines flight recorder events of its own when it is loaded, which starts the recorder's machinery: a quarter of
     * a second. It does so all the same where a recording runs, or the property is set. Returns whether it was set here.
     */
    private static boolean quietRecorder() {
        try {
            if (System.getProperty(NETTY_EVENTS) == null && !FlightRecorder.isInitialized()) {
                System.setProperty(NETTY_EVENTS, "false");
                return true;
            }
        } catch (NoClassDefFoundError e) {
            log().trace("this Java has no flight recorder", e);
        }
        return false;
    }

    private static void prepare(boolean quieted) {
        try {
            Coordinator.prepareStreams();
            Agent.prepare();
            ClientCluster.prepare();
            Coordinator.prepare();
        } catch (IOException | RuntimeException | Error e) {
            log().debug("what fails here fails again, where somebody hears of it", e);
        } finally {
            if (quieted) {
                // Netty has read it. What else the program loads is not our business.
                System.clearProperty(NETTY_EVENTS);
            }
        }
    }

    /** Goes on when the socket is there. On any thread but the coordinator's. */
    void whileProcessBoots(Path socket, ByteString token) {
        if (thread == null) {
            return;
        }
        try {
            Coordinator.prepareProcesses(socket, token);
        } catch (IOException | RuntimeException | Error e) {
            log().debug("the cluster was closed, or what fails here fails again where somebody hears of it", e);
        }
    }

    /** Returns when it has ended. An interrupt is kept for later. */
    void awaitEnd() {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
