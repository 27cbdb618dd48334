package dev.myriapod.coordinator.listener;

import dev.myriapod.coordinator.door.DoorRules;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The server on TCP. It runs on the coordinator's loop like the others; but its peers may be anybody, so each is watched
 * until it has shown the token.
 */
public final class NetworkListener implements AutoCloseable {
    private static final int MAX_METADATA_BYTES = 8 << 10;
    private static final int HANDSHAKE_SECONDS = 5;
    /** Clients ping every few seconds; one that does so ten times a second means no good. */
    private static final int PERMITTED_PING_MILLIS = 500;

    private final CoordinatorLoop loop;
    private final Door door;
    private final QuietLogs logs;
    private final Server server;

    private NetworkListener(CoordinatorLoop loop, Door door, QuietLogs logs, Server server) {
        this.loop = loop;
        this.door = door;
        this.logs = logs;
        this.server = server;
    }

    /**
     * Binds; not on the loop, which has to help.
     *
     * @param services adds to a server what it offers, behind an admission that tells the entrance
     * @throws IllegalArgumentException if this would be plain TCP beyond loopback, and that was not asked for
     * @throws IOException if the address cannot be bound or a file for TLS not be read
     */
    public static NetworkListener open(
            CoordinatorLoop loop,
            NetworkOptions options,
            BiFunction<NettyServerBuilder, Entrance, NettyServerBuilder> services)
            throws IOException {
        InetSocketAddress address = options.address();
        if (address.isUnresolved()) {
            throw new IOException("The address to listen on cannot be resolved: " + address.getHostString()
                    + ". Use a name or address of this host.");
        }
        if (options.tls().isEmpty()
                && !options.insecure()
                && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "Listening on " + address + " without TLS would let others on the network"
                            + " read the token and whatever tasks carry. Give a certificate and its key (ServerTls), or listen"
                            + " on a loopback address, or, on a network that you trust, allow it (insecure).");
        }
        DoorRules rules = DoorRules.withRoomFor(options.maxConnections());
        Door door = new Door(loop, rules, options);
        NettyServerBuilder builder = builder(loop, options, door)
                // More when the token has been shown: what else is opened costs nothing but a frame that refuses it.
                .maxConcurrentCallsPerConnection(Math.min(rules.failures(), options.maxCallsPerConnection()));
        if (options.tls().isPresent()) {
            builder.sslContext(TlsContexts.of(options.tls().get()));
        }
        Server server = services.apply(builder, door).build();
        QuietLogs logs = QuietLogs.install();
        try {
            return new NetworkListener(loop, door, logs, server.start());
        } catch (IOException | RuntimeException e) {
            logs.close();
            throw e;
        }
    }

    private static NettyServerBuilder builder(CoordinatorLoop loop, NetworkOptions options, Door door) {
        return NettyServerBuilder.forAddress(options.address())
                .channelFactory(() -> Doorman.guarding(loop, door))
                .bossEventLoopGroup(loop.group())
                .workerEventLoopGroup(loop.group())
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(PERMITTED_PING_MILLIS, TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                // Of streams reset by the peer, or by us because of what it sent; then the connection is closed.
                .maxRstFramesPerWindow(200, 10);
    }

    /** Where it listens; with the true port if that was left to the system. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenSockets().get(0);
    }

    /** How many are connected. Not on the loop. */
    public Occupancy occupancy() {
        return CompletableFuture.supplyAsync(door::occupancy, loop).join();
    }

    /** Closes the socket and every connection; waits until that is done. Not on the loop. Idempotent. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            // A peer that does not read could make us wait for a farewell.
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                loop.execute(door::closeAll);
                server.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            loop.execute(door::closeAll);
            Thread.currentThread().interrupt();
        } finally {
            logs.close();
        }
    }
}
