package dev.myriapod.coordinator.session.process;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/*
 * A start fails because of what is to be started, or because of the host, whose disk may be full. One failure does not tell
 * which. So others are tried: where one is left that has not failed lately, this one is left alone for a while, which is all
 * that it costs. Only what fails on the last one is the pool's own failure.
 *
 * A pool of which nothing has ever worked is not tried on every host of a large cluster.
 */
/** On which hosts starts of one pool have failed lately. It knows no clock. */
final class UnfitHosts<H> {
    /** Shorter: more starts for nothing. Longer: a host that is in order again waits for work. */
    static final long WHILE_NANOS = 60_000_000_000L;
    /** Hosts that all fail, where none ever succeeded. */
    private static final int ENOUGH = 3;

    /** In the order of time. */
    private final Map<H, Long> until = new LinkedHashMap<>();

    private boolean proven;

    /** One works there. */
    void works(H host) {
        proven = true;
        until.remove(host);
    }

    /**
     * A start failed there.
     *
     * @param hosts all that there are
     * @return whether that counts as the host's failure, which is unfit from now on; otherwise it is the pool's
     */
    boolean failed(H host, Collection<? extends H> hosts, long now) {
        boolean elsewhere = hosts.stream().anyMatch(other -> !other.equals(host) && !until.containsKey(other));
        boolean known = until.containsKey(host);
        if (!elsewhere || !(proven || known || until.size() < ENOUGH)) {
            return false;
        }
        until.remove(host);
        until.put(host, now + WHILE_NANOS);
        return true;
    }

    /** Whether something may be started there; where there is no better one, every host is fit. */
    boolean isFit(H host, Collection<? extends H> hosts) {
        return !until.containsKey(host) || until.keySet().containsAll(hosts);
    }

    /** Those whose time is over are fit again. */
    void timePassed(long now) {
        until.values().removeIf(end -> end - now <= 0);
    }

    /** When to call {@link #timePassed}; {@link Long#MAX_VALUE}: no need to. */
    long deadline() {
        for (long end : until.values()) {
            return end;
        }
        return Long.MAX_VALUE;
    }
}
