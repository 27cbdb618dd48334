package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.session.Cluster;
import dev.myriapod.coordinator.stream.Inbound;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.AgentServiceGrpc;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DescribeRequest;
import dev.myriapod.proto.v1.LogLines;
import dev.myriapod.proto.v1.LogRequest;
import dev.myriapod.proto.v1.Ping;
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
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** The coordinator's services; each hands its streams to the cluster and does nothing else. */
final class Services {
    private Services() {}

    static List<BindableService> of(Cluster cluster) {
        List<BindableService> services = new ArrayList<>(List.of(
                new Pools(cluster),
                new Processes(cluster),
                new Agents(cluster),
                new Workers(cluster),
                new Segments(cluster),
                new Sessions(),
                new Admin(cluster)));
        services.addAll(SharedServices.of(cluster.objects()));
        services.addAll(DataServices.of(cluster.objects()));
        services.add(new PipeServices(cluster.objects()));
        services.addAll(HostServices.of(cluster));
        services.add(new ArtifactServices(cluster.artifacts()));
        return services;
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
