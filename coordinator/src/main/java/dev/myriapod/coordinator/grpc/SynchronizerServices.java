package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.kinds.BarrierWire;
import dev.myriapod.coordinator.session.shared.kinds.EventWire;
import dev.myriapod.coordinator.session.shared.kinds.LatchWire;
import dev.myriapod.coordinator.session.shared.kinds.LockWire;
import dev.myriapod.coordinator.session.shared.kinds.SemaphoreWire;
import dev.myriapod.proto.v1.BarrierReplies;
import dev.myriapod.proto.v1.BarrierRequests;
import dev.myriapod.proto.v1.BarrierServiceGrpc;
import dev.myriapod.proto.v1.EventReplies;
import dev.myriapod.proto.v1.EventRequests;
import dev.myriapod.proto.v1.EventServiceGrpc;
import dev.myriapod.proto.v1.LatchReplies;
import dev.myriapod.proto.v1.LatchRequests;
import dev.myriapod.proto.v1.LatchServiceGrpc;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.ReadWriteLockServiceGrpc;
import dev.myriapod.proto.v1.SemaphoreReplies;
import dev.myriapod.proto.v1.SemaphoreRequests;
import dev.myriapod.proto.v1.SemaphoreServiceGrpc;
import io.grpc.BindableService;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of the shared objects that have no contents; each hands its streams to the objects' host. */
final class SynchronizerServices {
    static final List<String> NAMES = List.of(
            SemaphoreServiceGrpc.SERVICE_NAME,
            ReadWriteLockServiceGrpc.SERVICE_NAME,
            EventServiceGrpc.SERVICE_NAME,
            LatchServiceGrpc.SERVICE_NAME,
            BarrierServiceGrpc.SERVICE_NAME);

    private SynchronizerServices() {}

    /** The one of that name; null if it is none of these. */
    static @Nullable BindableService of(String name, HostedObjects objects) {
        return switch (name) {
            case SemaphoreServiceGrpc.SERVICE_NAME -> new Semaphores(objects);
            case ReadWriteLockServiceGrpc.SERVICE_NAME -> new ReadWriteLocks(objects);
            case EventServiceGrpc.SERVICE_NAME -> new Events(objects);
            case LatchServiceGrpc.SERVICE_NAME -> new Latches(objects);
            case BarrierServiceGrpc.SERVICE_NAME -> new Barriers(objects);
            default -> null;
        };
    }

    private static final class Semaphores extends SemaphoreServiceGrpc.SemaphoreServiceImplBase {
        private final HostedObjects objects;

        Semaphores(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<SemaphoreRequests> attach(StreamObserver<SemaphoreReplies> client) {
            return objects.open(
                    new SemaphoreWire(), SemaphoreWire.BATCHES, (ServerCallStreamObserver<SemaphoreReplies>) client);
        }
    }

    private static final class ReadWriteLocks extends ReadWriteLockServiceGrpc.ReadWriteLockServiceImplBase {
        private final HostedObjects objects;

        ReadWriteLocks(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<LockRequests> attach(StreamObserver<LockReplies> client) {
            return objects.open(
                    LockWire.ofReadWriteLocks(), LockWire.BATCHES, (ServerCallStreamObserver<LockReplies>) client);
        }
    }

    private static final class Events extends EventServiceGrpc.EventServiceImplBase {
        private final HostedObjects objects;

        Events(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<EventRequests> attach(StreamObserver<EventReplies> client) {
            return objects.open(new EventWire(), EventWire.BATCHES, (ServerCallStreamObserver<EventReplies>) client);
        }
    }

    private static final class Latches extends LatchServiceGrpc.LatchServiceImplBase {
        private final HostedObjects objects;

        Latches(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<LatchRequests> attach(StreamObserver<LatchReplies> client) {
            return objects.open(new LatchWire(), LatchWire.BATCHES, (ServerCallStreamObserver<LatchReplies>) client);
        }
    }

    private static final class Barriers extends BarrierServiceGrpc.BarrierServiceImplBase {
        private final HostedObjects objects;

        Barriers(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<BarrierRequests> attach(StreamObserver<BarrierReplies> client) {
            return objects.open(
                    new BarrierWire(), BarrierWire.BATCHES, (ServerCallStreamObserver<BarrierReplies>) client);
        }
    }
}
