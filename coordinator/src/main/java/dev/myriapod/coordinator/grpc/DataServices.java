package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.kinds.DictWire;
import dev.myriapod.coordinator.session.shared.kinds.ListWire;
import dev.myriapod.coordinator.session.shared.kinds.NumberWire;
import dev.myriapod.coordinator.session.shared.kinds.ValueWire;
import dev.myriapod.proto.v1.DictReplies;
import dev.myriapod.proto.v1.DictRequests;
import dev.myriapod.proto.v1.DictServiceGrpc;
import dev.myriapod.proto.v1.DoubleServiceGrpc;
import dev.myriapod.proto.v1.ListReplies;
import dev.myriapod.proto.v1.ListRequests;
import dev.myriapod.proto.v1.ListServiceGrpc;
import dev.myriapod.proto.v1.LongServiceGrpc;
import dev.myriapod.proto.v1.NumberReplies;
import dev.myriapod.proto.v1.NumberRequests;
import dev.myriapod.proto.v1.ValueReplies;
import dev.myriapod.proto.v1.ValueRequests;
import dev.myriapod.proto.v1.ValueServiceGrpc;
import io.grpc.BindableService;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of the shared objects that hold data and make nobody wait; each hands its streams to the objects' host. */
final class DataServices {
    static final List<String> NAMES = List.of(
            ValueServiceGrpc.SERVICE_NAME,
            LongServiceGrpc.SERVICE_NAME,
            DoubleServiceGrpc.SERVICE_NAME,
            DictServiceGrpc.SERVICE_NAME,
            ListServiceGrpc.SERVICE_NAME);

    private DataServices() {}

    /** The one of that name; null if it is none of these. */
    static @Nullable BindableService of(String name, HostedObjects objects) {
        return switch (name) {
            case ValueServiceGrpc.SERVICE_NAME -> new Values(objects);
            case LongServiceGrpc.SERVICE_NAME -> new Longs(objects);
            case DoubleServiceGrpc.SERVICE_NAME -> new Doubles(objects);
            case DictServiceGrpc.SERVICE_NAME -> new Dicts(objects);
            case ListServiceGrpc.SERVICE_NAME -> new Lists(objects);
            default -> null;
        };
    }

    private static final class Values extends ValueServiceGrpc.ValueServiceImplBase {
        private final HostedObjects objects;

        Values(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<ValueRequests> attach(StreamObserver<ValueReplies> client) {
            return objects.open(new ValueWire(), ValueWire.BATCHES, (ServerCallStreamObserver<ValueReplies>) client);
        }
    }

    private static final class Longs extends LongServiceGrpc.LongServiceImplBase {
        private final HostedObjects objects;

        Longs(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<NumberRequests> attach(StreamObserver<NumberReplies> client) {
            return objects.open(NumberWire.LONGS, NumberWire.BATCHES, (ServerCallStreamObserver<NumberReplies>) client);
        }
    }

    private static final class Doubles extends DoubleServiceGrpc.DoubleServiceImplBase {
        private final HostedObjects objects;

        Doubles(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<NumberRequests> attach(StreamObserver<NumberReplies> client) {
            return objects.open(
                    NumberWire.DOUBLES, NumberWire.BATCHES, (ServerCallStreamObserver<NumberReplies>) client);
        }
    }

    private static final class Dicts extends DictServiceGrpc.DictServiceImplBase {
        private final HostedObjects objects;

        Dicts(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<DictRequests> attach(StreamObserver<DictReplies> client) {
            return objects.open(new DictWire(), DictWire.BATCHES, (ServerCallStreamObserver<DictReplies>) client);
        }
    }

    private static final class Lists extends ListServiceGrpc.ListServiceImplBase {
        private final HostedObjects objects;

        Lists(HostedObjects objects) {
            this.objects = objects;
        }

        @Override
        public StreamObserver<ListRequests> attach(StreamObserver<ListReplies> client) {
            return objects.open(new ListWire(), ListWire.BATCHES, (ServerCallStreamObserver<ListReplies>) client);
        }
    }
}
