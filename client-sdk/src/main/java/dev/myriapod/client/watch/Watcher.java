package dev.myriapod.client.watch;

/**
 * Hears that something has ended. Called on the thread that ended it, which may be an event loop: it must be quick, never
 * block, never throw and never run a user's code.
 */
@FunctionalInterface
public interface Watcher {
    /** It has ended. */
    void ended();
}
