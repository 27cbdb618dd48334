package dev.myriapod.cli.map;

/**
 * How much may be between reading a line and writing its result: so an endless input takes a bounded amount of memory. One
 * thread enters, another one leaves.
 */
final class Window {
    /** Bigger: short tasks keep more workers busy, and more can end behind a slow line. Smaller: less is read ahead. */
    private static final int MOST_LINES = 4096;

    private static final long MOST_BYTES = 32L << 20;

    /** Guarded by this, as all below. */
    private int lines;

    private long bytes;

    /** What a result will take: follows growth at once and shrinks slowly, as too much memory is worse than a wait. */
    private long expected;

    private boolean closed;

    /** Waits until there is room for a line of so many bytes; false if there will be none any more. */
    synchronized boolean enter(int lineBytes) throws InterruptedException {
        while (!closed && lines > 0 && isFull(lineBytes)) {
            wait();
        }
        if (closed) {
            return false;
        }
        lines++;
        bytes += lineBytes;
        return true;
    }

    private boolean isFull(int lineBytes) {
        return lines >= MOST_LINES || bytes + lineBytes + (lines + 1) * expected > MOST_BYTES;
    }

    /** A line is through, with a result of about so many bytes. */
    synchronized void leave(int lineBytes, int resultBytes) {
        lines--;
        bytes -= lineBytes;
        expected = Math.max(resultBytes, expected - expected / 8 - 1);
        notifyAll();
    }

    /** Nobody enters any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
