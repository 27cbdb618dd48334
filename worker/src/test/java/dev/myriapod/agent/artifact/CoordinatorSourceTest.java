package dev.myriapod.agent.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.ArtifactServiceGrpc;
import dev.myriapod.proto.v1.DownloadPiece;
import dev.myriapod.proto.v1.DownloadRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CoordinatorSourceTest {
    private static final int PIECE = 1 << 16;

    /** Gives as many pieces as the artifact's size says, and ends as its name says. */
    private static final class Coordinator extends ArtifactServiceGrpc.ArtifactServiceImplBase {
        final CompletableFuture<Void> cancelled = new CompletableFuture<>();

        @Override
        public void download(DownloadRequest request, StreamObserver<DownloadPiece> agent) {
            ServerCallStreamObserver<DownloadPiece> call = (ServerCallStreamObserver<DownloadPiece>) agent;
            call.setOnCancelHandler(() -> cancelled.complete(null));
            for (int i = 0; i < request.getArtifact().getSize(); i++) {
                call.onNext(DownloadPiece.newBuilder()
                        .setData(ByteString.copyFrom(new byte[PIECE]))
                        .build());
            }
            switch (request.getArtifact().getName()) {
                case "fails" ->
                    call.onError(Status.NOT_FOUND.withDescription("not here").asRuntimeException());
                case "hangs" -> {}
                default -> call.onCompleted();
            }
        }
    }

    private final Coordinator coordinator = new Coordinator();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(coordinator)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() throws InterruptedException {
        channel.shutdownNow().awaitTermination(1, TimeUnit.MINUTES);
        server.shutdownNow().awaitTermination(1, TimeUnit.MINUTES);
    }

    private static Artifact artifact(String name, int pieces) {
        return Artifact.newBuilder().setName(name).setSize(pieces).build();
    }

    @Test
    void writesAllThatComes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new CoordinatorSource(channel).fetch(artifact("whole", 20), bytes);
        assertThat(bytes.size()).isEqualTo(20 * PIECE);
    }

    @Test
    void saysWhatTheCoordinatorSays() {
        assertThatThrownBy(() ->
                        new CoordinatorSource(channel).fetch(artifact("fails", 1), OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessage("NOT_FOUND: not here");
    }

    @Test
    void aDiskThatIsFullEndsTheCall() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> new CoordinatorSource(channel).fetch(artifact("hangs", 2), full))
                .hasMessage("No space left on device");
        assertThat(coordinator.cancelled).succeedsWithin(1, TimeUnit.MINUTES);
    }

    @Test
    void closingEndsWhatIsUnderWayAndBeginsNothingMore() {
        CoordinatorSource source = new CoordinatorSource(channel);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> source.fetch(artifact("hangs", 1), new OutputStream() {
                    @Override
                    public void write(int b) {
                        begun.complete(null);
                    }
                })),
                task -> new Thread(task, "download").start());
        begun.join();

        source.close();

        assertThat(ended.join()).isInstanceOf(IOException.class).hasMessageStartingWith("CANCELLED");
        assertThat(coordinator.cancelled).succeedsWithin(1, TimeUnit.MINUTES);
        assertThatThrownBy(() -> source.fetch(artifact("whole", 1), OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lets go");
        source.close();
    }

    @Test
    void anInterruptEndsItAndStaysSet() throws InterruptedException {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                new CoordinatorSource(channel).fetch(artifact("hangs", 1), new OutputStream() {
                    @Override
                    public void write(int b) {
                        begun.complete(null);
                    }
                });
                interrupted.completeExceptionally(new AssertionError("it came to an end"));
            } catch (IOException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        begun.join();
        thread.interrupt();
        assertThat(interrupted.join()).isTrue();
        thread.join();
        assertThat(coordinator.cancelled).succeedsWithin(1, TimeUnit.MINUTES);
    }
}
