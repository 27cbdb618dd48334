package dev.myriapod.worker.rehearsal;

import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.StopWorker;
import dev.myriapod.proto.v1.WelcomeWorker;
import dev.myriapod.proto.v1.WorkerCommand;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvent;
import dev.myriapod.proto.v1.WorkerEvents;
import dev.myriapod.proto.v1.WorkerServiceGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to one worker what a coordinator says: welcome, a few tasks one after the other, stop. It ends with its JVM. */
final class RehearsalCoordinator extends WorkerServiceGrpc.WorkerServiceImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(RehearsalCoordinator.class);

    private RehearsalCoordinator() {}

    /** Begins to listen there; returns the path. */
    static Path listen(Path socket) throws IOException {
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(1, RehearsalCoordinator::thread, NioIoHandler.newFactory());
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioServerDomainSocketChannel.class)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .withChildOption(ChannelOption.SO_KEEPALIVE, null)
                .addService(new RehearsalCoordinator())
                .directExecutor()
                .build()
                .start();
        return socket;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rehearsal-loop");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public StreamObserver<WorkerEvents> attach(StreamObserver<WorkerCommands> worker) {
        return new Play(worker);
    }

    /** One stream; owned by the loop. */
    private static final class Play implements StreamObserver<WorkerEvents> {
        private final StreamObserver<WorkerCommands> worker;
        private final List<WorkerCommand> tasks = RehearsedTasks.assignments();
        private int next;

        Play(StreamObserver<WorkerCommands> worker) {
            this.worker = worker;
        }

        @Override
        public void onNext(WorkerEvents events) {
            events.getEventsList().forEach(this::received);
        }

        private void received(WorkerEvent event) {
            switch (event.getEventCase()) {
                case ATTACH -> {
                    RehearsedTasks.definitions().forEach(this::say);
                    say(WorkerCommand.newBuilder()
                            .setWelcome(WelcomeWorker.getDefaultInstance())
                            .build());
                }
                case READY, FINISHED, RETURNED -> sayNext();
                case PONG ->
                    say(WorkerCommand.newBuilder()
                            .setStop(StopWorker.getDefaultInstance())
                            .build());
                default -> LOG.trace("the worker said {}", event.getEventCase());
            }
        }

        private void sayNext() {
            say(
                    next < tasks.size()
                            ? tasks.get(next++)
                            : WorkerCommand.newBuilder()
                                    .setPing(Ping.newBuilder().setNumber(1))
                                    .build());
        }

        private void say(WorkerCommand command) {
            worker.onNext(WorkerCommands.newBuilder().addCommands(command).build());
        }

        @Override
        public void onError(Throwable cause) {
            LOG.trace("the worker has left", cause);
        }

        @Override
        public void onCompleted() {
            LOG.trace("the worker has left");
        }
    }
}
