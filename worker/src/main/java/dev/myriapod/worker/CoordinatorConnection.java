package dev.myriapod.worker;

import dev.myriapod.client.wire.Connection;
import dev.myriapod.proto.v1.WorkerBootstrap;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A worker's channel to its coordinator, on one thread. */
final class CoordinatorConnection implements AutoCloseable {
    /** A batch has up to 1 MB and one last message that may itself have that much and more. */
    private static final int MAX_MESSAGE_BYTES = 8 << 20;

    private static final int FLOW_CONTROL_BYTES = 4 << 20;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final ManagedChannel channel;
    private final Connection connection;

    private CoordinatorConnection(EventLoopGroup group, ManagedChannel channel, Connection connection) {
        this.group = group;
        loop = group.next();
        this.channel = channel;
        this.connection = connection;
    }

    /**
     * Loads what {@link #open} needs, which is most of a worker's start: for the time in which the worker does not yet know
     * whom to talk to.
     */
    static void prepare() {
        EventLoopGroup none = group("nobody");
        channel(UnixDomainSocketAddress.of("nowhere"), none).shutdownNow();
        none.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    static CoordinatorConnection open(WorkerBootstrap bootstrap) {
        EventLoopGroup group = group(bootstrap.getWorker());
        ManagedChannel channel = channel(UnixDomainSocketAddress.of(bootstrap.getAddress()), group);
        return new CoordinatorConnection(
                group, channel, Connection.authenticated(channel, group.next(), bootstrap.getToken()));
    }

    private static EventLoopGroup group(String worker) {
        ThreadFactory threads = work -> loopThread(work, worker);
        return new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
    }

    /** It connects when it is first used. */
    private static ManagedChannel channel(UnixDomainSocketAddress coordinator, EventLoopGroup group) {
        return NettyChannelBuilder.forAddress(coordinator)
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .eventLoopGroup(group)
                .directExecutor()
                .usePlaintext()
                // gRPC sets it by default, and a domain socket has no such thing.
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .flowControlWindow(FLOW_CONTROL_BYTES)
                .build();
    }

    private static Thread loopThread(Runnable work, String worker) {
        Thread thread = new FastThreadLocalThread(work, worker + "-loop");
        thread.setDaemon(true);
        return thread;
    }

    /** The one thread. */
    EventLoop loop() {
        return loop;
    }

    Connection connection() {
        return connection;
    }

    /** Closes the channel and stops its thread, so that the JVM's exit does not wait for a polling selector. */
    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(1, TimeUnit.SECONDS);
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
