package dev.myriapod.it.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.myriapod.agent.archive.ClassArchives;
import dev.myriapod.agent.artifact.ArtifactCache;
import dev.myriapod.agent.artifact.CacheOptions;
import dev.myriapod.agent.artifact.CoordinatorSource;
import dev.myriapod.agent.launch.CannotStartException;
import dev.myriapod.agent.launch.Launcher;
import dev.myriapod.client.shipping.ShippedJvmSpecs;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.StartProcess;
import dev.myriapod.remote.ShippingOptions;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A coordinator, a client that ships to it, and a host that starts processes on what it fetches from it. */
final class Site implements AutoCloseable {
    private static final ByteString TOKEN = ByteString.copyFromUtf8("the token");
    /** Only to detect a hang. */
    private static final long LONG = 60;

    final Path directory;
    private final Coordinator coordinator;
    private final ManagedChannel ofClient;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ManagedChannel ofAgent;
    private final ClassArchives archives = ClassArchives.ofUser();
    final ArtifactCache cache;
    private final Launcher launcher;
    private final Set<String> started = new LinkedHashSet<>();

    Site(Path directory) throws IOException {
        this.directory = directory;
        coordinator = Coordinator.start(TOKEN, Files.createDirectory(directory.resolve("coordinator")));
        Path socket = directory.resolve("socket");
        coordinator.listen(socket);
        ofClient = InProcessChannelBuilder.forName(coordinator.inProcessName())
                .directExecutor()
                .build();
        ofAgent = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .eventLoopGroup(group)
                .directExecutor()
                .usePlaintext()
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .build();
        cache = new ArtifactCache(
                CacheOptions.in(directory.resolve("cache")),
                new CoordinatorSource(
                        Connection.authenticated(ofAgent, group.next(), TOKEN).channel()));
        Path runtime = Files.createDirectory(directory.resolve("runtime"));
        launcher = new Launcher(runtime, runtime, "Versioned", archives, cache);
    }

    ShippedJvmSpecs specs(ShippingOptions options) {
        return new ShippedJvmSpecs(Connection.authenticated(ofClient, coordinator.loop(), TOKEN), options);
    }

    /** A process of that name on that class path, held until it is {@linkplain #letGo let go}. */
    Process start(String name, JvmSpec jvm) throws CannotStartException {
        started.add(name);
        return launcher.start(
                StartProcess.newBuilder().setProcess(name).setJvm(jvm).build());
    }

    void letGo(String name) {
        launcher.letGo(name);
        launcher.removeFiles(name);
    }

    /** The one file of the coordinator's store, or its directory's. */
    Path store() throws IOException {
        try (var stores = Files.list(directory.resolve("coordinator"))) {
            return stores.findFirst().orElseThrow();
        }
    }

    @Override
    public void close() {
        started.forEach(this::letGo);
        ofAgent.shutdownNow();
        coordinator.loop().execute(ofClient::shutdownNow);
        await().until(() -> ofClient.isTerminated() && ofAgent.isTerminated());
        assertThat(group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(LONG, TimeUnit.SECONDS))
                .isTrue();
        archives.close();
        coordinator.close();
    }
}
