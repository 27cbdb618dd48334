package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.session.Cluster;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.actor.ActorWire;
import dev.myriapod.coordinator.session.shared.memory.MemoryWire;
import dev.myriapod.proto.v1.ActorReplies;
import dev.myriapod.proto.v1.ActorRequests;
import dev.myriapod.proto.v1.ActorServiceGrpc;
import dev.myriapod.proto.v1.MemoryReplies;
import dev.myriapod.proto.v1.MemoryRequests;
import dev.myriapod.proto.v1.MemoryServiceGrpc;
import io.grpc.BindableService;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of the shared objects that need something of a host; each hands its streams to the objects' host. */
final class HostServices {
    static final List<String> NAMES = List.of(MemoryServiceGrpc.SERVICE_NAME, ActorServiceGrpc.SERVICE_NAME);

    private HostServices() {}

    /** The one of that name; null if it is none of these. */
    static @Nullable BindableService of(String name, Cluster cluster) {
        return switch (name) {
            case MemoryServiceGrpc.SERVICE_NAME -> new Memories(cluster.objects(), cluster.memory());
            case ActorServiceGrpc.SERVICE_NAME -> new Actors(cluster.objects(), cluster.actors());
            default -> null;
        };
    }

    private static final class Memories extends MemoryServiceGrpc.MemoryServiceImplBase {
        private final HostedObjects objects;
        private final MemoryWire wire;

        Memories(HostedObjects objects, MemoryWire wire) {
            this.objects = objects;
            this.wire = wire;
        }

        @Override
        public StreamObserver<MemoryRequests> attach(StreamObserver<MemoryReplies> client) {
            return objects.open(wire, MemoryWire.BATCHES, (ServerCallStreamObserver<MemoryReplies>) client);
        }
    }

    private static final class Actors extends ActorServiceGrpc.ActorServiceImplBase {
        private final HostedObjects objects;
        private final ActorWire wire;

        Actors(HostedObjects objects, ActorWire wire) {
            this.objects = objects;
            this.wire = wire;
        }

        @Override
        public StreamObserver<ActorRequests> attach(StreamObserver<ActorReplies> client) {
            return objects.open(wire, ActorWire.BATCHES, (ServerCallStreamObserver<ActorReplies>) client);
        }
    }
}
