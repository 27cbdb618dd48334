package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.kinds.LockWire;
import dev.myriapod.coordinator.session.shared.kinds.QueueWire;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.LockServiceGrpc;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.QueueServiceGrpc;
import io.grpc.BindableService;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of the shared objects, one for each kind; each hands its streams to the objects' host. */
final class SharedServices {
    static final List<String> NAMES = List.of(QueueServiceGrpc.SERVICE_NAME, LockServiceGrpc.SERVICE_NAME);

    private SharedServices() {}

    /** The one of that name; null if it is none of these. */
    static @Nullable BindableService of(String name, HostedObjects objects) {
        return switch (name) {
            case QueueServiceGrpc.SERVICE_NAME -> new Queues(objects);
            case LockServiceGrpc.SERVICE_NAME -> new Locks(objects);
            default -> null;
        };
    }

    private static final class Queues extends QueueServiceGrpc.QueueServiceImplBase {
        private final HostedObjects objects;

        Queues(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<QueueRequests> attach(StreamObserver<QueueReplies> client) {
            return objects.open(new QueueWire(), QueueWire.BATCHES, (ServerCallStreamObserver<QueueReplies>) client);
        }
    }

    private static final class Locks extends LockServiceGrpc.LockServiceImplBase {
        private final HostedObjects objects;

        Locks(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<LockRequests> attach(StreamObserver<LockReplies> client) {
            return objects.open(LockWire.ofLocks(), LockWire.BATCHES, (ServerCallStreamObserver<LockReplies>) client);
        }
    }
}
