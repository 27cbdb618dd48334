package dev.myriapod.coordinator.session.pool;

import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.scheduler.PoolEvent;
import dev.myriapod.coordinator.scheduler.TaskScheduler;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.session.process.FairShares;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.PoolDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pools that are open, by their keys. Owned by the loop. */
public final class Pools {
    private final Hosts hosts;
    private final CoordinatorLoop loop;
    private final Map<Long, PoolSession> pools = new LinkedHashMap<>();

    /** None, with workers on these hosts. */
    public Pools(Hosts hosts, CoordinatorLoop loop) {
        this.hosts = hosts;
        this.loop = loop;
        hosts.whenSlotsChange(this::share);
    }

    /** Loads what the first pool needs. On any thread. */
    public static void prepare() {
        TaskScheduler nobody = new TaskScheduler(new PoolSpec(1, 1, 0, 0, 0));
        nobody.handle(new PoolEvent.Opened(), 0);
        nobody.takeCommands();
    }

    PoolSession open(OpenPool spec, PoolClient opener) {
        if (pools.containsKey(spec.getKey())) {
            throw new IllegalArgumentException("There is a pool with the key " + Long.toHexString(spec.getKey())
                    + " already: keys are random, and none is used twice.");
        }
        PoolSession session = new PoolSession(hosts, loop, spec, opener, this::closed);
        pools.put(spec.getKey(), session);
        share();
        session.opened(hosts.slots());
        return session;
    }

    private void closed(PoolSession pool) {
        pools.remove(pool.key());
        share();
    }

    /** A pool is to have another number of workers. */
    void resize(PoolSession pool, int size) {
        pool.resize(size);
        share();
    }

    /** Tells each pool how many workers it may have now. */
    private void share() {
        List<PoolSession> open = List.copyOf(pools.values());
        int slots = hosts.slots();
        if (slots == Hosts.UNLIMITED) {
            open.forEach(pool -> pool.allow(pool.size()));
            return;
        }
        int[] shares =
                FairShares.of(slots, open.stream().map(PoolSession::wanted).toList());
        for (int i = 0; i < shares.length; i++) {
            open.get(i).allow(shares[i]);
        }
    }

    @Nullable
    PoolSession find(long key) {
        return pools.get(key);
    }

    /** The coordinator ends: nothing more is heard or said. */
    public void coordinatorEnds() {
        List.copyOf(pools.values()).forEach(PoolSession::coordinatorEnds);
    }

    /** For people. */
    public List<PoolDescription> describe() {
        return pools.values().stream().map(PoolSession::describe).toList();
    }
}
