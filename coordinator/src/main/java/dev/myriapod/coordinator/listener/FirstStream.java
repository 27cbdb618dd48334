package dev.myriapod.coordinator.listener;

import dev.myriapod.coordinator.stream.Inbound;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.SessionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;

/** A stream of gRPC's in-process transport, between nobody and nobody, so that what streams are made of is loaded. */
public final class FirstStream {
    private FirstStream() {}

    /** Opens it, says something there and back, and closes it; all of it on this thread. */
    public static void open() throws IOException {
        String name = InProcessServerBuilder.generateName();
        Server server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(new Session())
                .build()
                .start();
        ManagedChannel channel =
                InProcessChannelBuilder.forName(name).directExecutor().build();
        StreamObserver<Ping> call = SessionServiceGrpc.newStub(channel).open(new Listener());
        call.onNext(Ping.newBuilder().setNumber(1).build());
        call.onCompleted();
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static final class Session extends SessionServiceGrpc.SessionServiceImplBase {
        @Override
        public StreamObserver<Ping> open(StreamObserver<Pong> client) {
            ServerCallStreamObserver<Pong> peer = (ServerCallStreamObserver<Pong>) client;
            return new Inbound<>(peer, ping -> peer.onNext(Pong.getDefaultInstance()), () -> {}, peer::onCompleted);
        }
    }

    /** Nobody wants to know. */
    private static final class Listener implements StreamObserver<Pong> {
        @Override
        public void onNext(Pong pong) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}
    }
}
