package dev.myriapod.coordinator.listener;

import static dev.myriapod.coordinator.listener.RawPeer.END_HEADERS;
import static dev.myriapod.coordinator.listener.RawPeer.HEADERS;
import static dev.myriapod.coordinator.listener.RawPeer.SETTINGS;
import static dev.myriapod.coordinator.listener.RawPeer.frame;
import static dev.myriapod.coordinator.listener.RawPeer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.PoolServiceGrpc;
import dev.myriapod.proto.v1.SessionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls there are at a time on a connection: of strangers few, whatever they write. */
@Timeout(Guests.LONG)
class ManyCallsTest {
    private static final int STRANGERS = 128;
    private static final int CALLS_OF_A_STRANGER = 3;

    /** Counts the calls that there are, as the server keeps them. */
    private static final class Count extends ServerStreamTracer.Factory {
        private final AtomicInteger alive = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            return new ServerStreamTracer() {
                @Override
                public void streamClosed(Status status) {
                    alive.decrementAndGet();
                }
            };
        }
    }

    private record Refusing(Entrance entrance) implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            entrance.refused(call.getAttributes(), () -> call.close(Status.UNAUTHENTICATED, new Metadata()));
            return new ServerCall.Listener<>() {};
        }
    }

    /** As many calls as a stranger has bytes for; but for the first, each is a few bytes that name what came before. */
    private static byte[] calls() {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        for (byte[] header : List.of(
                header(":method", "POST"),
                header(":scheme", "http"),
                header(":path", "/myriapod.v1.PoolService/Open"),
                header(":authority", "coordinator"),
                header("content-type", "application/grpc"),
                header("te", "trailers"))) {
            header[0] = 0x40;
            first.writeBytes(header);
        }
        byte[] again = {(byte) 0xC3, (byte) 0xC2, (byte) 0xC1, (byte) 0xC0, (byte) 0xBF, (byte) 0xBE};
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(frame(HEADERS, END_HEADERS, 1, first.toByteArray()));
        for (int stream = 3; all.size() < Visitor.MOST_BYTES_OF_A_STRANGER - 1_000; stream += 2) {
            all.writeBytes(frame(HEADERS, END_HEADERS, stream, again));
        }
        return all.toByteArray();
    }

    @Test
    void manyStrangersAtOnceHaveFewEach() throws Exception {
        Count count = new Count();
        byte[] calls = calls();
        List<RawPeer> strangers = new ArrayList<>();
        try (CoordinatorLoop loop = new CoordinatorLoop();
                NetworkListener listener = NetworkListener.open(
                        loop,
                        NetworkOptions.at(Guests.anyPort()),
                        (builder, entrance) -> builder.directExecutor()
                                .addService(new PoolServiceGrpc.PoolServiceImplBase() {})
                                .intercept(new Refusing(entrance))
                                .addStreamTracerFactory(count))) {
            for (int i = 0; i < STRANGERS; i++) {
                // With the answer to the server's settings, from which on they count.
                strangers.add(new RawPeer(listener.address()).greet().write(frame(SETTINGS, 1, 0, new byte[0])));
            }
            strangers.forEach(stranger -> stranger.flood(1, calls));

            await().atMost(Guests.LONG, TimeUnit.SECONDS)
                    .until(() -> listener.occupancy().equals(new Occupancy(0, 0)));
            System.out.printf("%d calls of strangers at a time%n", count.most.get());
            assertThat(count.most).hasValueBetween(1, STRANGERS * CALLS_OF_A_STRANGER);
            // The calls of a connection end with it, one after the other.
            await().atMost(Guests.LONG, TimeUnit.SECONDS).until(() -> count.alive.get() == 0);
        } finally {
            for (RawPeer stranger : strangers) {
                stranger.close();
            }
        }
    }

    /** A call that is answered as long as it is under way. */
    private static final class Session implements StreamObserver<Pong> {
        private final AtomicInteger answered;
        private final StreamObserver<Ping> session;

        Session(ManagedChannel channel, AtomicInteger answered) {
            this.answered = answered;
            session = SessionServiceGrpc.newStub(Guests.honest(channel)).open(this);
            session.onNext(Ping.getDefaultInstance());
        }

        @Override
        public void onNext(Pong pong) {
            answered.incrementAndGet();
        }

        @Override
        public void onError(Throwable cause) {
            // The test's end.
        }

        @Override
        public void onCompleted() {
            // As it was asked for.
        }
    }

    @Test
    void whoHasShownTheTokenHasAsManyAsAreAllowedAndTheNextWaits() throws Exception {
        try (Coordinator coordinator = Coordinator.start(Guests.TOKEN)) {
            ManagedChannel channel = NettyChannelBuilder.forAddress(coordinator.listen(
                            NetworkOptions.at(Guests.anyPort()).withMaxCallsPerConnection(10)))
                    .usePlaintext()
                    .build();
            AtomicInteger answered = new AtomicInteger();
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                sessions.add(new Session(channel, answered));
            }
            await().atMost(Guests.LONG, TimeUnit.SECONDS).until(() -> answered.get() == 10);

            sessions.get(0).session.onCompleted();

            await().atMost(Guests.LONG, TimeUnit.SECONDS).until(() -> answered.get() == 11);
            assertThat(channel.shutdownNow().awaitTermination(Guests.LONG, TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
