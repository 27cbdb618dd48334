package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.session.Cluster;
import dev.myriapod.coordinator.stream.Inbound;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.AgentServiceGrpc;
import dev.myriapod.proto.v1.ArtifactServiceGrpc;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DescribeRequest;
import dev.myriapod.proto.v1.LogLines;
import dev.myriapod.proto.v1.LogRequest;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.PipeServiceGrpc;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.PoolServiceGrpc;
import dev.myriapod.proto.v1.ProcessCommands;
import dev.myriapod.proto.v1.ProcessEvents;
import dev.myriapod.proto.v1.ProcessServiceGrpc;
import dev.myriapod.proto.v1.SegmentReply;
import dev.myriapod.proto.v1.SegmentRequest;
import dev.myriapod.proto.v1.SegmentServiceGrpc;
import dev.myriapod.proto.v1.SessionServiceGrpc;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvents;
import dev.myriapod.proto.v1.WorkerServiceGrpc;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The coordinator's services; each hands its streams to the cluster and does nothing else. */
final class Services {
    private static final Map<String, MethodType> OPENED = Map.of("Open", MethodType.BIDI_STREAMING);
    private static final Map<String, MethodType> STARTED = Map.of("Start", MethodType.BIDI_STREAMING);
    private static final Map<String, MethodType> ATTACHED = Map.of("Attach", MethodType.BIDI_STREAMING);
    private static final Map<String, MethodType> ADMIN =
            Map.of("Describe", MethodType.UNARY, "ReadLog", MethodType.UNARY);
    private static final Map<String, MethodType> ARTIFACTS = Map.of(
            "FindMissing", MethodType.UNARY,
            "Upload", MethodType.CLIENT_STREAMING,
            "Download", MethodType.SERVER_STREAMING);
    private static final Map<String, MethodType> HEALTH =
            Map.of("Check", MethodType.UNARY, "Watch", MethodType.SERVER_STREAMING);

    private static final List<String> OF_PROCESSES =
            List.of(AgentServiceGrpc.SERVICE_NAME, WorkerServiceGrpc.SERVICE_NAME, SegmentServiceGrpc.SERVICE_NAME);

    private Services() {}

    /** Of this cluster, for any number of servers. */
    static List<ServerServiceDefinition> of(Cluster cluster) {
        Function<String, BindableService> make = name -> make(name, cluster);
        List<ServerServiceDefinition> services = new ArrayList<>(List.of(
                LateService.of(PoolServiceGrpc.SERVICE_NAME, OPENED, make),
                LateService.of(ProcessServiceGrpc.SERVICE_NAME, STARTED, make),
                LateService.of(SessionServiceGrpc.SERVICE_NAME, OPENED, make),
                LateService.of(AdminServiceGrpc.SERVICE_NAME, ADMIN, make),
                LateService.of(PipeServiceGrpc.SERVICE_NAME, ATTACHED, make),
                LateService.of(ArtifactServiceGrpc.SERVICE_NAME, ARTIFACTS, make),
                LateService.of(HealthGrpc.SERVICE_NAME, HEALTH, make)));
        for (List<String> names : List.of(
                OF_PROCESSES,
                SharedServices.NAMES,
                SynchronizerServices.NAMES,
                DataServices.NAMES,
                HostServices.NAMES)) {
            for (String name : names) {
                services.add(LateService.of(name, ATTACHED, make));
            }
        }
        return services;
    }

    /** The one of that name. */
    static BindableService make(String name, Cluster cluster) {
        return switch (name) {
            case PoolServiceGrpc.SERVICE_NAME -> new Pools(cluster);
            case ProcessServiceGrpc.SERVICE_NAME -> new Processes(cluster);
            case AgentServiceGrpc.SERVICE_NAME -> new Agents(cluster);
            case WorkerServiceGrpc.SERVICE_NAME -> new Workers(cluster);
            case SegmentServiceGrpc.SERVICE_NAME -> new Segments(cluster);
            case SessionServiceGrpc.SERVICE_NAME -> new Sessions();
            case AdminServiceGrpc.SERVICE_NAME -> new Admin(cluster);
            case PipeServiceGrpc.SERVICE_NAME -> new PipeServices(cluster.objects());
            case ArtifactServiceGrpc.SERVICE_NAME -> new ArtifactServices(cluster.artifacts());
            // It says from its beginning to its end that it serves.
            case HealthGrpc.SERVICE_NAME -> new HealthStatusManager().getHealthService();
            default -> ofObjects(name, cluster);
        };
    }

    private static BindableService ofObjects(String name, Cluster cluster) {
        BindableService service = SharedServices.of(name, cluster.objects());
        service = service == null ? SynchronizerServices.of(name, cluster.objects()) : service;
        service = service == null ? DataServices.of(name, cluster.objects()) : service;
        service = service == null ? HostServices.of(name, cluster) : service;
        return Objects.requireNonNull(service, name);
    }

    private static final class Pools extends PoolServiceGrpc.PoolServiceImplBase {
        private final Cluster cluster;

        Pools(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public StreamObserver<PoolCommands> open(StreamObserver<PoolEvents> client) {
            return cluster.openPool((ServerCallStreamObserver<PoolEvents>) client);
        }
    }

    private static final class Processes extends ProcessServiceGrpc.ProcessServiceImplBase {
        private final Cluster cluster;

        Processes(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public StreamObserver<ProcessCommands> start(StreamObserver<ProcessEvents> client) {
            return cluster.startChild((ServerCallStreamObserver<ProcessEvents>) client);
        }
    }

    private static final class Agents extends AgentServiceGrpc.AgentServiceImplBase {
        private final Cluster cluster;

        Agents(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public StreamObserver<AgentEvents> attach(StreamObserver<AgentCommands> agent) {
            return cluster.attachAgent((ServerCallStreamObserver<AgentCommands>) agent);
        }
    }

    private static final class Workers extends WorkerServiceGrpc.WorkerServiceImplBase {
        private final Cluster cluster;

        Workers(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public StreamObserver<WorkerEvents> attach(StreamObserver<WorkerCommands> worker) {
            return cluster.attachWorker((ServerCallStreamObserver<WorkerCommands>) worker);
        }
    }

    private static final class Segments extends SegmentServiceGrpc.SegmentServiceImplBase {
        private final Cluster cluster;

        Segments(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public StreamObserver<SegmentRequest> attach(StreamObserver<SegmentReply> process) {
            return cluster.attachSegment((ServerCallStreamObserver<SegmentReply>) process);
        }
    }

    private static final class Sessions extends SessionServiceGrpc.SessionServiceImplBase {
        @Override
        public StreamObserver<Ping> open(StreamObserver<Pong> client) {
            ServerCallStreamObserver<Pong> peer = (ServerCallStreamObserver<Pong>) client;
            return new Inbound<>(
                    peer,
                    ping -> peer.onNext(
                            Pong.newBuilder().setNumber(ping.getNumber()).build()),
                    () -> {},
                    peer::onCompleted);
        }
    }

    private static final class Admin extends AdminServiceGrpc.AdminServiceImplBase {
        private final Cluster cluster;

        Admin(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public void describe(DescribeRequest request, StreamObserver<ClusterDescription> reader) {
            reader.onNext(cluster.describe());
            reader.onCompleted();
        }

        @Override
        public void readLog(LogRequest request, StreamObserver<LogLines> reader) {
            reader.onNext(cluster.log(request.getAfter()));
            reader.onCompleted();
        }
    }
}
