package dev.myriapod.worker.nesting;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.client.ClientCluster;
import dev.myriapod.client.inside.Inside;
import dev.myriapod.client.travel.HandleReader;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.proto.v1.PoolHandle;
import org.jspecify.annotations.Nullable;

/** The cluster around this process, and the pool that it works for; made when a task first asks for them. Thread-safe. */
public final class Surroundings {
    private final Connection connection;
    private final String process;

    /** Guarded by this. */
    private @Nullable ClientCluster cluster;

    /** Over the connection that the process has. */
    public Surroundings(Connection connection, String process) {
        this.connection = connection;
        this.process = process;
    }

    /** From now on tasks can ask for them; without a pool this is a child process. */
    public void offer(@Nullable PoolHandle pool) {
        Inside.is(Myriapod.class, this::cluster);
        Inside.is(HandleReader.class, this::cluster);
        if (pool != null) {
            Inside.is(ProcessPool.class, () -> cluster().pool(pool));
        }
    }

    private synchronized ClientCluster cluster() {
        if (cluster == null) {
            cluster = ClientCluster.around(connection, process);
        }
        return cluster;
    }
}
