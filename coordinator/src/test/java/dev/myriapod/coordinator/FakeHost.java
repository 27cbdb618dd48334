package dev.myriapod.coordinator;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.AgentServiceGrpc;
import dev.myriapod.proto.v1.AttachAgent;
import dev.myriapod.proto.v1.AttachWorker;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessNotStarted;
import dev.myriapod.proto.v1.ProcessStarted;
import dev.myriapod.proto.v1.TaskFinished;
import dev.myriapod.proto.v1.TasksRevoked;
import dev.myriapod.proto.v1.WorkerCommand;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvent;
import dev.myriapod.proto.v1.WorkerEvents;
import dev.myriapod.proto.v1.WorkerReady;
import dev.myriapod.proto.v1.WorkerServiceGrpc;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An agent without processes: what it is told to start attaches from here, and answers each task at once with a result of a
 * certain size. All on the coordinator's loop.
 */
final class FakeHost {
    private final Coordinator coordinator;
    private final Channel channel;
    private final ByteString result;
    /** Starts that are left to fail. */
    private int failures;

    private @Nullable StreamObserver<AgentEvents> events;
    private long lastPid;
    /** How many starts were asked for. */
    final AtomicInteger starts = new AtomicInteger();
    /** How many workers' streams the coordinator has ended. */
    final AtomicInteger streamsEnded = new AtomicInteger();

    FakeHost(Coordinator coordinator, Channel channel, int resultBytes) {
        this(coordinator, channel, resultBytes, AttachAgent.newBuilder().setHost("fake"), 0);
    }

    /** One of which so many starts fail first. */
    FakeHost(Coordinator coordinator, Channel channel, int resultBytes, AttachAgent.Builder attach, int failures) {
        this.coordinator = coordinator;
        this.channel = channel;
        this.failures = failures;
        result = ByteString.copyFrom(new byte[resultBytes]);
        Callers.run(coordinator, () -> {
            events = AgentServiceGrpc.newStub(channel).attach(new Commands());
            say(AgentEvent.newBuilder().setAttach(attach.setPid(1)));
        });
    }

    void close() {
        Callers.run(coordinator, () -> events().onCompleted());
    }

    private StreamObserver<AgentEvents> events() {
        return Objects.requireNonNull(events);
    }

    private void say(AgentEvent.Builder event) {
        events().onNext(AgentEvents.newBuilder().addEvents(event).build());
    }

    private final class Commands extends Deaf<AgentCommands> {
        @Override
        public void onNext(AgentCommands batch) {
            // Later: an agent does not answer while it is spoken to.
            coordinator.loop().execute(() -> batch.getCommandsList().forEach(this::obey));
        }

        private void obey(AgentCommand command) {
            if (command.hasStart()) {
                String name = command.getStart().getProcess();
                starts.incrementAndGet();
                if (failures > 0) {
                    failures--;
                    say(AgentEvent.newBuilder()
                            .setNotStarted(ProcessNotStarted.newBuilder()
                                    .setProcess(name)
                                    .setMessage("No space left on device")));
                    return;
                }
                say(AgentEvent.newBuilder()
                        .setStarted(ProcessStarted.newBuilder().setProcess(name).setPid(++lastPid)));
                new FakeWorker(name, lastPid);
            } else if (command.hasPing()) {
                say(AgentEvent.newBuilder().setPong(Pong.getDefaultInstance()));
            }
        }
    }

    private final class FakeWorker extends Deaf<WorkerCommands> {
        private final String name;
        private final StreamObserver<WorkerEvents> worker;

        FakeWorker(String name, long pid) {
            this.name = name;
            worker = WorkerServiceGrpc.newStub(channel).attach(this);
            answer(WorkerEvent.newBuilder()
                    .setAttach(AttachWorker.newBuilder().setWorker(name).setPid(pid)));
        }

        private void answer(WorkerEvent.Builder event) {
            worker.onNext(WorkerEvents.newBuilder().addEvents(event).build());
        }

        @Override
        public void onNext(WorkerCommands batch) {
            coordinator.loop().execute(() -> batch.getCommandsList().forEach(this::obey));
        }

        private void finish(long sequence) {
            answer(WorkerEvent.newBuilder()
                    .setFinished(TaskFinished.newBuilder()
                            .setSequence(sequence)
                            .setRunNanos(10_000_000)
                            .setResult(Payload.newBuilder().setData(result).setSize(result.size()))));
        }

        private void obey(WorkerCommand command) {
            if (command.hasWelcome()) {
                answer(WorkerEvent.newBuilder().setReady(WorkerReady.getDefaultInstance()));
            } else if (command.hasAssign()) {
                finish(command.getAssign().getSequence());
            } else if (command.hasAssigns()) {
                // With a message of its own for each, as large results have.
                for (int i = 0; i < command.getAssigns().getTaskIdsCount(); i++) {
                    finish(command.getAssigns().getFirstSequence() + i);
                }
            } else if (command.hasRevoke()) {
                // Everything has begun the moment that it came.
                answer(WorkerEvent.newBuilder().setRevoked(TasksRevoked.getDefaultInstance()));
            } else if (command.hasPing()) {
                answer(WorkerEvent.newBuilder().setPong(Pong.getDefaultInstance()));
            } else if (command.hasStop()) {
                worker.onCompleted();
                say(AgentEvent.newBuilder().setExited(ProcessExited.newBuilder().setProcess(name)));
            }
        }

        @Override
        public void onCompleted() {
            streamsEnded.incrementAndGet();
        }
    }

    /** Does not care how its stream ends. */
    private abstract static class Deaf<T> implements StreamObserver<T> {
        @Override
        public void onError(Throwable cause) {
            // The test's end.
        }

        @Override
        public void onCompleted() {
            // The test's end.
        }
    }
}
