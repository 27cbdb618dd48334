package dev.myriapod.coordinator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.myriapod.coordinator.artifact.ArtifactOptions;
import dev.myriapod.coordinator.artifact.Artifacts;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.session.Cluster;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.SessionServiceGrpc;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateServiceTest {
    private static final long LONG = 60;

    @TempDir
    private Path directory;

    /** The names of the methods are written down a second time in Services; here they cannot come to differ. */
    @Test
    void whatIsAnnouncedIsWhatEachServiceHas() {
        CoordinatorLoop loop = new CoordinatorLoop();
        try (Artifacts artifacts = new Artifacts(loop, loop::now, ArtifactOptions.in(directory))) {
            Cluster cluster = new Cluster(loop, "test", List.of(directory), artifacts);
            List<ServerServiceDefinition> announced = Services.of(cluster);
            assertThat(announced).hasSizeGreaterThan(20);
            assertThat(announced)
                    .extracting(service -> service.getServiceDescriptor().getName())
                    .doesNotHaveDuplicates();
            for (ServerServiceDefinition each : announced) {
                String name = each.getServiceDescriptor().getName();
                ServerServiceDefinition real = Services.make(name, cluster).bindService();
                assertThat(real.getServiceDescriptor().getName()).isEqualTo(name);
                assertThat(methods(each)).containsExactlyInAnyOrderElementsOf(methods(real));
            }
        } finally {
            loop.close();
        }
    }

    private static List<Tuple> methods(ServerServiceDefinition service) {
        return service.getMethods().stream()
                .map(method -> tuple(
                        method.getMethodDescriptor().getFullMethodName(),
                        method.getMethodDescriptor().getType()))
                .toList();
    }

    @Test
    void aServiceIsMadeOnceForTheFirstCallThatIsLetIn() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Function<String, BindableService> make = name -> {
            made.incrementAndGet();
            return new Echo();
        };
        AtomicInteger refusals = new AtomicInteger(1);
        ServerInterceptor door = new ServerInterceptor() {
            @Override
            public <Q, R> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                if (refusals.getAndDecrement() > 0) {
                    call.close(Status.UNAUTHENTICATED, new Metadata());
                    return new ServerCall.Listener<>() {};
                }
                return next.startCall(call, headers);
            }
        };
        Server server = InProcessServerBuilder.forName("late-services")
                .directExecutor()
                .addService(LateService.of(
                        SessionServiceGrpc.SERVICE_NAME, Map.of("Open", MethodType.BIDI_STREAMING), make))
                .intercept(door)
                .build()
                .start();
        ManagedChannel channel = InProcessChannelBuilder.forName("late-services")
                .directExecutor()
                .build();
        try {
            assertThat(echo(channel, 1)).failsWithin(LONG, TimeUnit.SECONDS);
            assertThat(made).hasValue(0);
            assertThat(echo(channel, 2)).succeedsWithin(LONG, TimeUnit.SECONDS).isEqualTo(2L);
            assertThat(echo(channel, 3)).succeedsWithin(LONG, TimeUnit.SECONDS).isEqualTo(3L);
            assertThat(made).hasValue(1);
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
            assertThat(server.awaitTermination(LONG, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static CompletableFuture<Long> echo(ManagedChannel channel, long number) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        StreamObserver<Ping> call = SessionServiceGrpc.newStub(channel).open(new StreamObserver<>() {
            @Override
            public void onNext(Pong pong) {
                answer.complete(pong.getNumber());
            }

            @Override
            public void onError(Throwable cause) {
                answer.completeExceptionally(cause);
            }

            @Override
            public void onCompleted() {
                answer.completeExceptionally(new IllegalStateException("no answer"));
            }
        });
        call.onNext(Ping.newBuilder().setNumber(number).build());
        call.onCompleted();
        return answer;
    }

    private static final class Echo extends SessionServiceGrpc.SessionServiceImplBase {
        @Override
        public StreamObserver<Ping> open(StreamObserver<Pong> client) {
            return new StreamObserver<>() {
                @Override
                public void onNext(Ping ping) {
                    client.onNext(Pong.newBuilder().setNumber(ping.getNumber()).build());
                }

                @Override
                public void onError(Throwable cause) {
                    throw new IllegalStateException(cause);
                }

                @Override
                public void onCompleted() {
                    client.onCompleted();
                }
            };
        }
    }
}
