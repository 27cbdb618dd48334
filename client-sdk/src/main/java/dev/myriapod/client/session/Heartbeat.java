package dev.myriapod.client.session;

/*
 * Time in which this process itself stood still does not count against the other side: its answers may lie unread. That is
 * seen by a beat that comes late.
 */
/** Whether the other side is still there, by when it was last heard. Knows no clock and no stream. Not thread-safe. */
public final class Heartbeat {
    /** What a beat says. */
    public enum Verdict {
        /** It has been heard lately, as far as this process was able to hear. */
        ALIVE,
        /** It has been silent for too long. */
        LOST
    }

    private final long interval;
    private final long liveness;
    private long lastHeard;
    private long lastBeat;

    /** In nanoseconds: the time between two beats, and the silence that is found out at the latest when it has lasted so long. */
    public Heartbeat(long interval, long liveness, long now) {
        this.interval = interval;
        this.liveness = liveness;
        lastHeard = now;
        lastBeat = now;
    }

    /** The other side said something. */
    public void heard(long now) {
        lastHeard = now;
    }

    /** To be called once an interval. */
    public Verdict beat(long now) {
        long overslept = now - lastBeat - interval;
        lastBeat = now;
        if (overslept > interval) {
            lastHeard = Math.min(now, lastHeard + overslept);
        }
        // The next beat would come too late.
        return now - lastHeard >= liveness - interval ? Verdict.LOST : Verdict.ALIVE;
    }
}
