package dev.myriapod.coordinator.grpc;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.listener.Entrance;
import dev.myriapod.coordinator.listener.NetworkListener;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import dev.myriapod.coordinator.session.Cluster;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The coordinator's servers: in-process, on a socket, on TCP. All run their callbacks on the loop. */
public final class CoordinatorServer implements AutoCloseable {
    /** The protocol that it speaks. */
    public static final int PROTOCOL = Admission.PROTOCOL;

    /** A batch has up to 1 MB and one last message that may itself have that much and more. */
    private static final int MAX_MESSAGE_BYTES = 8 << 20;
    /** A larger window lets one worker's bulk fill more memory; a smaller one stalls chunks of large payloads. */
    private static final int FLOW_CONTROL_BYTES = 4 << 20;
    /** {@code sockaddr_un.sun_path} has 108 bytes with its final zero. */
    private static final int MAX_SOCKET_PATH = 107;

    private final CoordinatorLoop loop;
    private final Cluster cluster;
    private final List<ServerServiceDefinition> services;
    private final ByteString token;
    private final String inProcessName = "myriapod-" + UUID.randomUUID();
    private final Server inProcess;
    /** Guarded by this. */
    private @Nullable Server socketServer;
    /** Guarded by this. */
    private @Nullable NetworkListener network;
    /** Guarded by this. */
    private boolean closed;

    private CoordinatorServer(CoordinatorLoop loop, Cluster cluster, ByteString token) throws IOException {
        this.loop = loop;
        this.cluster = cluster;
        services = Services.of(cluster);
        this.token = token;
        inProcess = serve(InProcessServerBuilder.forName(inProcessName), Entrance.PRIVATE)
                .build()
                .start();
    }

    /** Starts the in-process server. */
    public static CoordinatorServer start(CoordinatorLoop loop, Cluster cluster, ByteString token) throws IOException {
        return new CoordinatorServer(loop, cluster, token);
    }

    /** The name under which the in-process transport finds it. */
    public String inProcessName() {
        return inProcessName;
    }

    /** Binds a Unix domain socket; not on the loop, which has to help. Once. */
    public synchronized void listen(Path socket) throws IOException {
        int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_SOCKET_PATH) {
            throw new IOException(
                    "The socket's path has " + length + " bytes, and Unix allows " + MAX_SOCKET_PATH + ": " + socket
                            + ". Choose a shorter directory by LocalOptions.withRuntimeDirectory or -Djava.io.tmpdir.");
        }
        SegmentOfCall segments = new SegmentOfCall();
        NettyServerBuilder builder =
                at(socket, loop.group()).addTransportFilter(segments).intercept(segments);
        socketServer = serve(builder, Entrance.PRIVATE).build().start();
    }

    /** Binds a TCP socket and says which; not on the loop, which has to help. Once. */
    public synchronized InetSocketAddress listen(NetworkOptions options) throws IOException {
        if (closed) {
            throw new IllegalStateException("The coordinator is closed.");
        }
        if (network != null) {
            throw new IllegalStateException("The coordinator listens on " + network.address() + " already.");
        }
        network = NetworkListener.open(loop, options, (builder, entrance) -> serve(sized(builder), entrance));
        return network.address();
    }

    /** How many are connected over TCP; not on the loop. */
    public synchronized Occupancy occupancy() {
        return network == null || closed ? new Occupancy(0, 0) : network.occupancy();
    }

    private static NettyServerBuilder at(Path socket, EventLoopGroup group) {
        return sized(NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket)))
                .channelType(NioServerDomainSocketChannel.class)
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group)
                // gRPC sets it by default, and a domain socket has no such thing.
                .withChildOption(ChannelOption.SO_KEEPALIVE, null);
    }

    private static NettyServerBuilder sized(NettyServerBuilder builder) {
        return builder.maxInboundMessageSize(MAX_MESSAGE_BYTES).flowControlWindow(FLOW_CONTROL_BYTES);
    }

    /** Loads what {@link #listen} needs, and opens nothing. On any thread. */
    public static void prepare() {
        try (CoordinatorLoop nobody = new CoordinatorLoop()) {
            at(Path.of("nowhere"), nobody.group()).build();
        }
    }

    private <B extends ServerBuilder<B>> B serve(B builder, Entrance entrance) {
        services.forEach(builder::addService);
        return builder.fallbackHandlerRegistry(new UnknownMethods())
                .intercept(new Admission(token, entrance))
                .directExecutor();
    }

    /** What is offered, by each of the servers alike. */
    List<ServerServiceDefinition> services() {
        return inProcess.getServices();
    }

    /** Ends every stream and closes the sockets; waits until that is done. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // On the loop, because the in-process transport tells the streams' owners at once and on this thread.
        loop.execute(() -> {
            cluster.end();
            inProcess.shutdownNow();
        });
        if (socketServer != null) {
            socketServer.shutdownNow();
        }
        if (network != null) {
            network.close();
        }
        try {
            inProcess.awaitTermination(5, TimeUnit.SECONDS);
            if (socketServer != null) {
                socketServer.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
