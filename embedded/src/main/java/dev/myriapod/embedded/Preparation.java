package dev.myriapod.embedded;

import dev.myriapod.agent.Agent;
import dev.myriapod.client.ClientCluster;
import dev.myriapod.coordinator.Coordinator;
import jdk.jfr.FlightRecorder;
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
    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    private final Thread thread = new Thread(Preparation::prepare, "cluster-preparation");

    private Preparation() {}

    /** Begins. */
    static Preparation begin() {
        leaveRecorderAlone();
        Preparation preparation = new Preparation();
        preparation.thread.setDaemon(true);
        preparation.thread.start();
        return preparation;
    }

    /**
     * Netty defines flight recorder events of its own when it is loaded, which starts the recorder's machinery: a quarter of
     * a second. It does so all the same where a recording runs, or the property is set.
     */
    private static void leaveRecorderAlone() {
        try {
            if (System.getProperty(NETTY_EVENTS) == null && !FlightRecorder.isInitialized()) {
                System.setProperty(NETTY_EVENTS, "false");
            }
        } catch (NoClassDefFoundError e) {
            log.trace("this Java has no flight recorder", e);
        }
    }

    private static void prepare() {
        try {
            Agent.prepare();
            ClientCluster.prepare();
            Coordinator.prepare();
        } catch (RuntimeException | Error e) {
            log.debug("what fails here fails again, where somebody hears of it", e);
        }
    }

    /** Returns when it has ended. An interrupt is kept for later. */
    void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
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
