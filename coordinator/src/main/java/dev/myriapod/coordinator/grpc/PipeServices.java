package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.kinds.PipeWire;
import dev.myriapod.proto.v1.PipeReplies;
import dev.myriapod.proto.v1.PipeRequests;
import dev.myriapod.proto.v1.PipeServiceGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The service of pipes; hands its streams to the objects' host. */
final class PipeServices extends PipeServiceGrpc.PipeServiceImplBase {
    private final HostedObjects objects;

    PipeServices(HostedObjects objects) {
        this.objects = objects;
    }

    @Override
    public StreamObserver<PipeRequests> attach(StreamObserver<PipeReplies> client) {
        return objects.open(new PipeWire(), PipeWire.BATCHES, (ServerCallStreamObserver<PipeReplies>) client);
    }
}
