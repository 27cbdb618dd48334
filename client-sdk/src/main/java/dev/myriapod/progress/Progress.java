package dev.myriapod.progress;

/**
 * Hears how a {@code map} gets on. Methods are called one at a time, by the thread that runs the map.
 */
public interface Progress {
    /** The map begins; total is the number of items, or -1 if it is not known. */
    void started(long total);

    /** So many items have ended so far, of which so many failed. */
    void advanced(long ended, long failed);

    /** The map is over: all items have ended, or it gave up. */
    void finished();
}
