package dev.myriapod.client.transport;

import dev.myriapod.loop.EventLoops;
import dev.myriapod.proto.v1.TlsMaterial;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A channel to a coordinator with the one thread that serves it. It connects when it is first used. */
public final class Transport implements AutoCloseable {
    /** A batch has up to 1 MB and one last message that may itself have that much and more. */
    private static final int MAX_MESSAGE_BYTES = 8 << 20;

    private static final int FLOW_CONTROL_BYTES = 4 << 20;

    private final EventLoop loop;
    private final ManagedChannel channel;

    private Transport(EventLoop loop, ManagedChannel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /**
     * Opens one.
     *
     * @param tls how to talk to an encrypted address; null: as Java's defaults say
     * @param role what the thread is called before {@code -loop}
     * @throws IOException if there is no such host, or the certificates cannot be read
     * @throws IllegalArgumentException if the certificates are none; {@link Certificates#read} finds that out before
     */
    public static Transport open(CoordinatorAddress address, @Nullable TlsMaterial tls, String role)
            throws IOException {
        boolean encrypted = address instanceof CoordinatorAddress.OnNetwork network && network.encrypted();
        TlsMaterial material = tls == null ? TlsMaterial.getDefaultInstance() : tls;
        ChannelCredentials credentials =
                encrypted ? Certificates.credentials(material) : InsecureChannelCredentials.create();
        SocketAddress found = address.find();
        // Before there is a loop, which has a file descriptor: this fails if the certificates are none.
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(found, credentials);
        EventLoop loop = EventLoops.named(role + "-loop");
        adapt(builder, found, loop);
        if (address instanceof CoordinatorAddress.OnNetwork network && network.encrypted()) {
            builder.overrideAuthority(
                    material.getServerName().isEmpty()
                            ? network.text()
                            : material.getServerName() + ":" + network.port());
        }
        return new Transport(loop, builder.build());
    }

    /** Loads what {@link #open} needs for a socket of this host, and opens nothing. */
    public static void prepare() {
        EventLoop nobody = EventLoops.named("nobody-loop");
        SocketAddress nowhere = UnixDomainSocketAddress.of("nowhere");
        adapt(NettyChannelBuilder.forAddress(nowhere, InsecureChannelCredentials.create()), nowhere, nobody)
                .build()
                .shutdownNow();
        nobody.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static NettyChannelBuilder adapt(NettyChannelBuilder builder, SocketAddress address, EventLoop loop) {
        builder.eventLoopGroup(loop)
                .directExecutor()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .flowControlWindow(FLOW_CONTROL_BYTES);
        if (address instanceof UnixDomainSocketAddress) {
            return builder.channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                    // gRPC sets it by default, and a domain socket has no such thing.
                    .withOption(ChannelOption.SO_KEEPALIVE, null);
        }
        return builder.channelType(NioSocketChannel.class);
    }

    /** What calls are made on. */
    public ManagedChannel channel() {
        return channel;
    }

    /** Its one thread. */
    public EventLoop loop() {
        return loop;
    }

    /** Closes the channel and stops its thread, so that the JVM's exit does not wait for a polling selector. Idempotent. */
    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Future<?> stopped = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        try {
            stopped.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
