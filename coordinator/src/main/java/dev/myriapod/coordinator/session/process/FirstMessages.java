package dev.myriapod.coordinator.session.process;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.proto.v1.AssignTasks;
import dev.myriapod.proto.v1.AttachWorker;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.TaskRunning;
import dev.myriapod.proto.v1.TaskStarted;
import dev.myriapod.proto.v1.TasksReturned;
import dev.myriapod.proto.v1.TasksSucceeded;
import dev.myriapod.proto.v1.WelcomeWorker;
import dev.myriapod.proto.v1.WorkerCommand;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvent;
import dev.myriapod.proto.v1.WorkerEvents;
import dev.myriapod.proto.v1.WorkerReady;
import dev.myriapod.proto.v1.WorkerServiceGrpc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker and its coordinator say to each other until the first result, said to nobody, so that it is loaded. */
final class FirstMessages {
    private static final Logger log = LoggerFactory.getLogger(FirstMessages.class);

    private FirstMessages() {}

    static void say() {
        try {
            WorkerEvents heard = WorkerEvents.parseFrom(WorkerEvents.newBuilder()
                    .addEvents(WorkerEvent.newBuilder()
                            .setAttach(AttachWorker.newBuilder().setWorker("nobody")))
                    .addEvents(WorkerEvent.newBuilder().setReady(WorkerReady.getDefaultInstance()))
                    .addEvents(WorkerEvent.newBuilder()
                            .setStarted(TaskStarted.newBuilder().setSequence(1)))
                    .addEvents(WorkerEvent.newBuilder()
                            .setReturned(TasksReturned.newBuilder().addResults(ByteString.EMPTY)))
                    .build()
                    .toByteString());
            WorkerCommands said = WorkerCommands.newBuilder()
                    .addCommands(WorkerCommand.newBuilder().setWelcome(WelcomeWorker.getDefaultInstance()))
                    .addCommands(WorkerCommand.newBuilder()
                            .setAssigns(AssignTasks.newBuilder().addTaskIds(1).addArguments(ByteString.EMPTY)))
                    .build();
            PoolEvents told = PoolEvents.newBuilder()
                    .addEvents(PoolEvent.newBuilder()
                            .setRunning(TaskRunning.newBuilder().setTaskId(1)))
                    .addEvents(PoolEvent.newBuilder()
                            .setSucceeded(TasksSucceeded.newBuilder().addResults(ByteString.EMPTY)))
                    .build();
            log.trace(
                    "not said: {}, {}, {} bytes to {}",
                    heard.getSerializedSize(),
                    said.getSerializedSize(),
                    told.getSerializedSize(),
                    WorkerServiceGrpc.getAttachMethod().getFullMethodName());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("It was made here.", e);
        }
    }
}
