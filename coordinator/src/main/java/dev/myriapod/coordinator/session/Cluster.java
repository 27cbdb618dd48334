package dev.myriapod.coordinator.session;

import dev.myriapod.coordinator.artifact.Artifacts;
import dev.myriapod.coordinator.log.RecentLog;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.memory.Room;
import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.coordinator.segment.SegmentStream;
import dev.myriapod.coordinator.session.child.ChildSession;
import dev.myriapod.coordinator.session.pool.PoolStream;
import dev.myriapod.coordinator.session.pool.Pools;
import dev.myriapod.coordinator.session.process.AgentSession;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.process.WorkerStream;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.actor.ActorWire;
import dev.myriapod.coordinator.session.shared.memory.MemoryWire;
import dev.myriapod.coordinator.stream.Inbound;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentDescription;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.LogLine;
import dev.myriapod.proto.v1.LogLines;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.ProcessCommands;
import dev.myriapod.proto.v1.ProcessEvents;
import dev.myriapod.proto.v1.SegmentReply;
import dev.myriapod.proto.v1.SegmentRequest;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvents;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is open: agents, pools, child processes, and the processes that are expected to attach. Owned by the
 * loop; every method must be called on it.
 */
public final class Cluster {
    private final CoordinatorLoop loop;
    private final String version;
    private final Hosts hosts;
    private final Pools pools;
    private final HostedObjects objects;
    private final Set<ChildSession> children = new LinkedHashSet<>();

    private final Room room;
    private final MemoryWire memory;
    private final ActorWire actors;
    private RecentLog log = RecentLog.NONE;
    private final Artifacts artifacts;

    /**
     * An empty cluster of this version.
     *
     * @param memory where memory is made that processes share: in the first of these directories that has room
     * @param artifacts files of class paths; the caller closes them
     */
    public Cluster(CoordinatorLoop loop, String version, List<Path> memory, Artifacts artifacts) {
        this.artifacts = artifacts;
        room = new Room(memory);
        this.memory = new MemoryWire(loop, memory);
        this.loop = loop;
        this.version = version;
        hosts = new Hosts(loop);
        pools = new Pools(hosts, loop);
        actors = new ActorWire(hosts, loop);
        objects = new HostedObjects(loop);
    }

    /** Loads what the first pool needs. On any thread. */
    public static void prepare() {
        Pools.prepare();
    }

    /** Loads what the first worker needs. On any thread. */
    public static void prepareProcesses() {
        Hosts.prepare();
    }

    /** A client opens a pool, or joins one. */
    public StreamObserver<PoolCommands> openPool(ServerCallStreamObserver<PoolEvents> client) {
        PoolStream stream = new PoolStream(pools, client);
        return new Inbound<>(client, stream::received, stream::ended);
    }

    /** A client starts a child process. */
    public StreamObserver<ProcessCommands> startChild(ServerCallStreamObserver<ProcessEvents> client) {
        ChildSession session = new ChildSession(hosts, loop, client, children::remove);
        children.add(session);
        return new Inbound<>(client, session::received, session::clientGone);
    }

    /** A host offers itself. */
    public StreamObserver<AgentEvents> attachAgent(ServerCallStreamObserver<AgentCommands> peer) {
        AgentSession session = new AgentSession(hosts, loop, peer);
        return new Inbound<>(peer, session::received, session::ended);
    }

    /** A process that an agent started asks for its work. */
    public StreamObserver<WorkerEvents> attachWorker(ServerCallStreamObserver<WorkerCommands> peer) {
        WorkerStream stream = new WorkerStream(hosts, peer);
        return new Inbound<>(peer, stream::received, stream::ended, stream::completed);
    }

    /** A process wants a segment for its connection. */
    public StreamObserver<SegmentRequest> attachSegment(ServerCallStreamObserver<SegmentReply> peer) {
        SegmentStream stream = new SegmentStream(Segment.ofCall(), peer, loop, room);
        return new Inbound<>(peer, stream::received, stream::ended, peer::onCompleted);
    }

    /** Files of class paths. */
    public Artifacts artifacts() {
        return artifacts;
    }

    /** How memory is spoken with. */
    public MemoryWire memory() {
        return memory;
    }

    /** How objects in processes of their own are spoken with. */
    public ActorWire actors() {
        return actors;
    }

    /** What processes share. */
    public HostedObjects objects() {
        return objects;
    }

    /**
     * The coordinator ends: clients hear that first, and not what then becomes of processes that have lost their agent.
     * Idempotent.
     */
    public void end() {
        pools.coordinatorEnds();
        objects.coordinatorEnds();
        List.copyOf(children).forEach(ChildSession::coordinatorEnds);
    }

    /** Who starts this keeps its log there. */
    public void keepsLog(RecentLog recent) {
        log = recent;
    }

    /** The lines of the log with higher numbers than this, as far as they are kept. */
    public LogLines log(long after) {
        LogLines.Builder lines = LogLines.newBuilder();
        for (RecentLog.Line line : log.after(after)) {
            lines.addLines(LogLine.newBuilder()
                    .setNumber(line.number())
                    .setTimeMillis(line.time())
                    .setLevel(line.level())
                    .setLogger(line.logger())
                    .setText(line.text()));
        }
        return lines.build();
    }

    /** A snapshot for people. */
    public ClusterDescription describe() {
        ClusterDescription.Builder description = ClusterDescription.newBuilder().setVersion(version);
        pools.describe().forEach(description::addPools);
        children.forEach(child -> description.addChildren(child.describe()));
        hosts.agents()
                .forEach(agent -> description.addAgents(AgentDescription.newBuilder()
                        .setHost(agent.description().getHost())
                        .setPid(agent.description().getPid())
                        .setProcesses(agent.processCount())
                        .setSlots(agent.description().getSlots())
                        .setLeaving(agent.isLeaving())
                        .setVersion(agent.description().getVersion())));
        return description.addAllObjects(objects.describe()).build();
    }
}
