package dev.myriapod.cli.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A JVM that was sent a signal exits with a code that says so, whatever its hooks do; only halt can say that all went well.
 */
/** What a service does when it is told to end by a signal; then the process exits with 0, or with 1 if that failed. */
final class Ending {
    private static final Logger log = LoggerFactory.getLogger(Ending.class);

    private Ending() {}

    /** From now on until the process ends, or until this is {@linkplain #forget forgotten}. */
    static Thread by(Runnable action) {
        Thread hook = new Thread(() -> onExit(action), "ending");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /** It ends by itself, and says how. */
    static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("the hook runs already, and decides how the process exits", e);
        }
    }

    private static void onExit(Runnable action) {
        try {
            log.info("Ending.");
            action.run();
        } catch (RuntimeException | Error e) {
            log.error("It could not be ended in order.", e);
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }
}
