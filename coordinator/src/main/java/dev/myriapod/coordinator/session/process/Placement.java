package dev.myriapod.coordinator.session.process;

import dev.myriapod.coordinator.loop.Alarm;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** On which hosts the workers of one pool are to be started. Owned by the loop. */
public final class Placement {
    private static final Logger log = LoggerFactory.getLogger(Placement.class);

    private final Hosts hosts;
    private final CoordinatorLoop loop;
    private final String pool;
    private final UnfitHosts<AgentSession> unfit = new UnfitHosts<>();
    private final Map<HostedProcess, AgentSession> working = new HashMap<>();
    private final Alarm retrial;

    /** Of the pool by that name. Every host is fit for it. */
    public Placement(Hosts hosts, CoordinatorLoop loop, String pool) {
        this.hosts = hosts;
        this.loop = loop;
        this.pool = pool;
        retrial = loop.alarm(this::tryAgain);
    }

    /** Whether workers can be expected to start on this host. */
    public boolean fits(AgentSession host) {
        return unfit.isFit(host, hosts.agents());
    }

    /** For how many of so many workers there is room: on hosts that are fit, and for those that work on others. */
    public int room(int wanted) {
        int room = hosts.slots(this::fits);
        if (room >= wanted) {
            return wanted;
        }
        long astray = working.values().stream().filter(host -> !fits(host)).count();
        return (int) Math.min(wanted, room + astray);
    }

    /** A worker works there. */
    public void works(HostedProcess worker, AgentSession host) {
        working.put(worker, host);
        unfit.works(host);
    }

    /**
     * A worker has ended, of which nobody has been told.
     *
     * @param couldNotStart before it could work
     * @param how for people
     * @return whether that it could not start is to be blamed on its host
     */
    public boolean ended(HostedProcess worker, AgentSession host, boolean couldNotStart, String how) {
        boolean known = !fits(host);
        boolean worked = working.remove(worker) != null;
        boolean blamed = couldNotStart && unfit.failed(host, hosts.agents(), loop.now());
        if (blamed && !known) {
            log.warn(
                    "A worker of pool {} could not be started on host {} ({}). Its workers are started on other hosts for a"
                            + " minute; look at the disk, the memory and the Java of this one.",
                    pool,
                    host.description().getHost(),
                    how);
        }
        retrial.set(unfit.deadline());
        if (blamed || (worked && known)) {
            // Before the scheduler hears of it, and starts another where there is no room.
            hosts.slotsChanged();
        }
        return blamed;
    }

    /** A worker is gone, however. */
    public void forget(HostedProcess worker) {
        working.remove(worker);
    }

    private void tryAgain() {
        unfit.timePassed(loop.now());
        retrial.set(unfit.deadline());
        hosts.slotsChanged();
    }

    /** The pool is over. */
    public void end() {
        retrial.cancel();
    }
}
