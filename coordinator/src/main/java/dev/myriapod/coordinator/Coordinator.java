package dev.myriapod.coordinator;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.artifact.ArtifactOptions;
import dev.myriapod.coordinator.artifact.Artifacts;
import dev.myriapod.coordinator.grpc.CoordinatorServer;
import dev.myriapod.coordinator.listener.FirstCall;
import dev.myriapod.coordinator.listener.FirstStream;
import dev.myriapod.coordinator.log.RecentLog;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import dev.myriapod.coordinator.session.Cluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides: schedules tasks, and later hosts what processes share. It runs on one thread and never sees a user's class.
 *
 * <p>It can be reached in three ways, all with the token: by an in-process transport under {@link #inProcessName()}, whose
 * calls must be made on {@link #loop()}; by a Unix domain socket once {@link #listen(Path)} was called; and by TCP once
 * {@link #listen(NetworkOptions)} was. All methods may be
 * called from any thread but the loop's.
 */
public final class Coordinator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    /** A file system in memory, on Linux. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final CoordinatorLoop loop;
    private final Cluster cluster;
    private final CoordinatorServer server;
    private final Artifacts artifacts;

    private Coordinator(CoordinatorLoop loop, Cluster cluster, CoordinatorServer server, Artifacts artifacts) {
        this.loop = loop;
        this.cluster = cluster;
        this.server = server;
        this.artifacts = artifacts;
    }

    /**
     * Starts a coordinator, whose memory for processes is in the directory for temporary files if there is no room in the
     * system's own place for it.
     *
     * @param token what callers must show; not empty
     * @throws IOException if the in-process transport cannot start
     */
    public static Coordinator start(ByteString token) throws IOException {
        return start(token, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Starts a coordinator.
     *
     * @param token what callers must show; not empty
     * @param files where memory for processes is made if there is no room in the system's own place for it, and a directory
     *     for class paths when the first one is brought
     * @throws IOException if the in-process transport cannot start
     */
    public static Coordinator start(ByteString token, Path files) throws IOException {
        return start(token, files, ArtifactOptions.in(files));
    }

    /**
     * Starts a coordinator.
     *
     * @param token what callers must show; not empty
     * @param files where memory for processes is made if there is no room in the system's own place for it
     * @param shipping where and how class paths are kept that clients bring
     * @throws IOException if the in-process transport cannot start
     */
    public static Coordinator start(ByteString token, Path files, ArtifactOptions shipping) throws IOException {
        CoordinatorLoop loop = new CoordinatorLoop();
        String version = Coordinator.class.getPackage().getImplementationVersion();
        Artifacts artifacts = new Artifacts(loop, loop::now, shipping);
        Cluster cluster =
                new Cluster(loop, version == null ? "development" : version, List.of(SHARED_MEMORY, files), artifacts);
        try {
            return new Coordinator(loop, cluster, CoordinatorServer.start(loop, cluster, token), artifacts);
        } catch (IOException | RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    /** Loads what the first stream needs, and does nothing else: for a time in which others work. On any thread. */
    public static void prepareStreams() throws IOException {
        FirstStream.open();
    }

    /** Loads what the first pool needs, and does nothing else: for a time in which others work. On any thread. */
    public static void prepare() {
        Cluster.prepare();
        CoordinatorServer.prepare();
    }

    /**
     * Loads what this coordinator needs when the first process attaches, by a call over its socket: for the time in which that
     * process boots. On any thread but the loop's.
     *
     * @param socket what it listens on
     * @throws IOException if it was closed meanwhile
     */
    public static void prepareProcesses(Path socket, ByteString token) throws IOException {
        boolean answered = FirstCall.make(socket, token, CoordinatorServer.PROTOCOL);
        LOG.debug("the first call over the socket was {}", answered ? "answered" : "refused");
        Cluster.prepareProcesses();
    }

    /** The name under which gRPC's in-process transport finds it. */
    public String inProcessName() {
        return server.inProcessName();
    }

    /** Its one thread: what in-process calls are made on. Must not be blocked. */
    public Executor loop() {
        return loop;
    }

    /**
     * Listens on a Unix domain socket as well; returns when it is bound. Once.
     *
     * @throws IOException if that fails: the path exists, is too long, or the disk is full
     */
    public void listen(Path socket) throws IOException {
        server.listen(socket);
    }

    /**
     * Listens on TCP as well; returns when it is bound. Once, whether or not it listens on a Unix domain socket too.
     *
     * @return the address, with the true port if that was left to the system by 0
     * @throws IllegalArgumentException if this would be plain TCP beyond loopback, and the options do not allow it
     * @throws IllegalStateException if it listens on TCP already or is closed
     * @throws IOException if the address cannot be bound, or a file for TLS cannot be read or does not fit
     */
    public InetSocketAddress listen(NetworkOptions options) throws IOException {
        return server.listen(options);
    }

    /** Lets those who have the token read this log from now on; before, there is nothing to read. */
    public void serveLog(RecentLog log) {
        loop.execute(() -> cluster.keepsLog(log));
    }

    /** How many are connected over TCP; those on this machine by other ways are not counted. */
    public Occupancy occupancy() {
        return server.occupancy();
    }

    /** Ends every stream, and with it what it held; returns when the thread and the sockets are gone. Idempotent. */
    @Override
    public void close() {
        server.close();
        // Before the loop, on which it says what became of the last it was asked for.
        artifacts.close();
        loop.close();
    }
}
