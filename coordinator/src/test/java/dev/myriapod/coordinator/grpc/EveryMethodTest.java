package dev.myriapod.coordinator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.artifact.ArtifactOptions;
import dev.myriapod.coordinator.artifact.Artifacts;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.session.Cluster;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No method of any service can be reached without the token, by whatever door; a new service cannot be forgotten. */
class EveryMethodTest {
    private static final ByteString TOKEN = ByteString.copyFromUtf8("the-token-that-nobody-may-ever-see-0");
    private static final long LONG = 60;

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    };

    @TempDir
    private Path directory;

    @Test
    void withoutTheTokenEveryMethodIsRefused() throws Exception {
        CoordinatorLoop loop = new CoordinatorLoop();
        Artifacts artifacts = new Artifacts(loop, loop::now, ArtifactOptions.in(directory.resolve("artifacts")));
        CoordinatorServer server =
                CoordinatorServer.start(loop, new Cluster(loop, "test", List.of(directory), artifacts), TOKEN);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            InetSocketAddress address =
                    server.listen(NetworkOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            Path socket = directory.resolve("s");
            server.listen(socket);
            List<MethodDescriptor<?, ?>> methods = methods(server);
            // So that the walk is known to see them: our own, and those that come with gRPC.
            assertThat(methods)
                    .extracting(MethodDescriptor::getFullMethodName)
                    .contains("myriapod.v1.PoolService/Open", "grpc.health.v1.Health/Check")
                    .hasSizeGreaterThan(15);
            // Three failures close a connection, so each call has its own.
            refusesAll(
                    methods,
                    () -> NettyChannelBuilder.forAddress(address)
                            .usePlaintext()
                            .eventLoopGroup(group)
                            .channelType(io.netty.channel.socket.nio.NioSocketChannel.class)
                            .build());
            refusesAll(
                    methods,
                    () -> NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                            .usePlaintext()
                            .overrideAuthority("localhost")
                            .eventLoopGroup(group)
                            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                            .withOption(io.netty.channel.ChannelOption.SO_KEEPALIVE, null)
                            .build());
        } finally {
            server.close();
            loop.close();
            group.shutdownGracefully(0, LONG, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static List<MethodDescriptor<?, ?>> methods(CoordinatorServer server) {
        List<MethodDescriptor<?, ?>> methods = new ArrayList<>();
        server.services()
                .forEach(service -> service.getMethods().stream()
                        .map(ServerMethodDefinition::getMethodDescriptor)
                        .forEach(methods::add));
        return methods;
    }

    private static void refusesAll(List<MethodDescriptor<?, ?>> methods, Supplier<ManagedChannel> door)
            throws InterruptedException {
        byte[] almost = TOKEN.toByteArray();
        almost[0]++;
        Metadata wrong = new Metadata();
        wrong.put(Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER), almost);
        wrong.put(Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER), "1");
        for (MethodDescriptor<?, ?> method : methods) {
            for (Metadata headers : List.of(new Metadata(), wrong)) {
                ManagedChannel channel = door.get();
                Channel shown =
                        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
                Status status =
                        call(shown, method).orTimeout(LONG, TimeUnit.SECONDS).join();
                assertThat(status.getCode()).as(method.getFullMethodName()).isEqualTo(Status.Code.UNAUTHENTICATED);
                assertThat(status.getDescription()).isEqualTo("The token is missing or wrong.");
                assertThat(channel.shutdownNow().awaitTermination(LONG, TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }

    private static CompletableFuture<Status> call(Channel channel, MethodDescriptor<?, ?> method) {
        CompletableFuture<Status> ended = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call = channel.newCall(
                MethodDescriptor.<byte[], byte[]>newBuilder()
                        .setType(method.getType())
                        .setFullMethodName(method.getFullMethodName())
                        .setRequestMarshaller(BYTES)
                        .setResponseMarshaller(BYTES)
                        .build(),
                // A machine that is too busy to connect in five seconds connects again.
                CallOptions.DEFAULT.withWaitForReady());
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.complete(status);
                    }
                },
                new Metadata());
        call.request(1);
        call.sendMessage(new byte[0]);
        call.halfClose();
        return ended;
    }
}
