package dev.myriapod.progress;

/**
 * Hears how a {@code map} gets on. Methods are called one at a time, by the thread that runs the map. What one of them throws
 * fails the map, after what has not ended was cancelled.
 */
public interface Progress {
    /**
     * A bar on {@link System#err} with rate, remaining time and failures; nothing at all where this JVM has no terminal, as in
     * a pipe or a service. It may be used for one map after the other, not for two at once.
     */
    static Progress console() {
        return Terminal.isInteractive() ? ConsoleProgress.onStandardError() : new SilentProgress();
    }

    /** The map begins; total is the number of items, or -1 if it is not known. */
    void started(long total);

    /** So many items have ended so far, of which so many failed. */
    void advanced(long ended, long failed);

    /** The map is over: all items have ended, or it gave up. */
    void finished();
}
