package dev.myriapod.coordinator.session;

import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.stream.Inbound;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentDescription;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.ProcessCommands;
import dev.myriapod.proto.v1.ProcessEvents;
import dev.myriapod.proto.v1.StartProcess;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvents;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is open: agents, pools, child processes, and the processes that are expected to attach. Owned by the
 * loop; every method must be called on it.
 */
public final class Cluster {
    private final CoordinatorLoop loop;
    private final String version;
    private final Set<AgentSession> agents = new LinkedHashSet<>();
    private final Set<PoolSession> pools = new LinkedHashSet<>();
    private final Set<ChildSession> children = new LinkedHashSet<>();
    private final Map<String, HostedProcess> processes = new HashMap<>();
    private long lastProcess;

    /** An empty cluster of this version. */
    public Cluster(CoordinatorLoop loop, String version) {
        this.loop = loop;
        this.version = version;
    }

    /** A client opens a pool. */
    public StreamObserver<PoolCommands> openPool(ServerCallStreamObserver<PoolEvents> client) {
        PoolSession session = new PoolSession(this, loop, client);
        pools.add(session);
        return new Inbound<>(client, session::received, session::clientGone);
    }

    /** A client starts a child process. */
    public StreamObserver<ProcessCommands> startChild(ServerCallStreamObserver<ProcessEvents> client) {
        ChildSession session = new ChildSession(this, loop, client);
        children.add(session);
        return new Inbound<>(client, session::received, session::clientGone);
    }

    /** A host offers itself. */
    public StreamObserver<AgentEvents> attachAgent(ServerCallStreamObserver<AgentCommands> peer) {
        AgentSession session = new AgentSession(this, loop, peer);
        return new Inbound<>(peer, session::received, session::ended);
    }

    /** A process that an agent started asks for its work. */
    public StreamObserver<WorkerEvents> attachWorker(ServerCallStreamObserver<WorkerCommands> peer) {
        WorkerStream stream = new WorkerStream(this, peer);
        return new Inbound<>(peer, stream::received, stream::ended, stream::completed);
    }

    /**
     * The coordinator ends: clients hear that first, and not what then becomes of processes that have lost their agent.
     * Idempotent.
     */
    public void end() {
        List.copyOf(pools).forEach(PoolSession::coordinatorEnds);
        List.copyOf(children).forEach(ChildSession::coordinatorEnds);
    }

    /** A snapshot for people. */
    public ClusterDescription describe() {
        ClusterDescription.Builder description = ClusterDescription.newBuilder().setVersion(version);
        pools.forEach(pool -> description.addPools(pool.describe()));
        children.forEach(child -> description.addChildren(child.describe()));
        agents.forEach(agent -> description.addAgents(AgentDescription.newBuilder()
                .setHost(agent.description().getHost())
                .setPid(agent.description().getPid())
                .setProcesses(agent.processCount())));
        return description.build();
    }

    void agentAttached(AgentSession agent) {
        agents.add(agent);
    }

    void agentLost(AgentSession agent) {
        agents.remove(agent);
    }

    void closed(PoolSession pool) {
        pools.remove(pool);
    }

    void closed(ChildSession child) {
        children.remove(child);
    }

    /** Does something when what is being done is through. */
    void later(Runnable action) {
        loop.execute(action);
    }

    /** A name for a new process, used once. */
    String newProcessName(String kind) {
        return kind + "-" + ++lastProcess;
    }

    /** Lets the least loaded agent start a process; null if there is no agent, and nothing was started. */
    @Nullable
    AgentSession start(HostedProcess process, StartProcess start) {
        AgentSession chosen = null;
        for (AgentSession agent : agents) {
            if (chosen == null || agent.processCount() < chosen.processCount()) {
                chosen = agent;
            }
        }
        if (chosen != null) {
            processes.put(start.getProcess(), process);
            chosen.start(process, start);
        }
        return chosen;
    }

    @Nullable
    HostedProcess process(String name) {
        return processes.get(name);
    }

    void forget(String name) {
        processes.remove(name);
    }
}
