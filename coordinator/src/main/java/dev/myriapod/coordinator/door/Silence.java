package dev.myriapod.coordinator.door;

/**
 * How long one peer has said nothing. It is asked in rounds, ten in the time that it may be silent: after two rounds of
 * silence it is pinged, after nine it counts as gone, so that it is found gone in time even if a round comes late.
 */
public final class Silence {
    private static final int ROUNDS = 10;
    private static final int BEFORE_PING = 2;
    private static final int BEFORE_END = 9;

    private final long round;
    private long heard;
    private boolean pinged;

    /** What to do about a peer. */
    public enum Verdict {
        NOTHING,
        PING,
        GONE
    }

    /**
     * From now on.
     *
     * @param liveness how long it may be silent, in nanoseconds
     */
    public Silence(long liveness, long now) {
        round = round(liveness);
        heard = now;
    }

    /** How long a round is. */
    public static long round(long liveness) {
        return liveness / ROUNDS;
    }

    /** It said something, whatever it was. */
    public void heard(long now) {
        heard = now;
        pinged = false;
    }

    /**
     * The next round.
     *
     * @param sinceLastRound if that is long, this process itself was suspended, and what came meanwhile has not been read
     *     yet: it does not count against the peer
     */
    public Verdict next(long now, long sinceLastRound) {
        if (sinceLastRound > 2 * round) {
            heard(now);
            return Verdict.NOTHING;
        }
        long silent = now - heard;
        if (silent >= BEFORE_END * round) {
            return Verdict.GONE;
        }
        if (silent >= BEFORE_PING * round && !pinged) {
            pinged = true;
            return Verdict.PING;
        }
        return Verdict.NOTHING;
    }
}
