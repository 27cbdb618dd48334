package dev.myriapod.coordinator.session.process;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.coordinator.stream.Chunks;
import dev.myriapod.coordinator.stream.Outbound;
import dev.myriapod.proto.v1.AssignTask;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.InterruptTask;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.PoolHandle;
import dev.myriapod.proto.v1.RevokeTasks;
import dev.myriapod.proto.v1.StopWorker;
import dev.myriapod.proto.v1.WaitFailed;
import dev.myriapod.proto.v1.WatchHeap;
import dev.myriapod.proto.v1.WelcomeWorker;
import dev.myriapod.proto.v1.WorkerCommand;
import dev.myriapod.proto.v1.WorkerCommands;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to one attached worker. Owned by the loop. */
public final class WorkerLink {
    private final Outbound<WorkerEntry, WorkerCommands> outbound;
    private final Chunks chunks = new Chunks(Segment.ofCall());
    private int functionsKnown;
    private long pings;

    WorkerLink(ServerCallStreamObserver<WorkerCommands> peer) {
        outbound = new Outbound<>(peer, new WorkerEntry.Commands());
    }

    /** For payloads that the worker sends. */
    public Chunks chunks() {
        return chunks;
    }

    /** Functions that a later message may name; those that the worker has heard of are left out. */
    public void define(List<DefineFunction> functions) {
        for (; functionsKnown < functions.size(); functionsKnown++) {
            add(WorkerCommand.newBuilder()
                    .setFunction(functions.get(functionsKnown))
                    .build());
        }
    }

    /** Answers its attach; without a pool it is a child process. */
    public void welcome(FunctionCall initializer, @Nullable PoolHandle pool) {
        WelcomeWorker.Builder welcome = WelcomeWorker.newBuilder();
        if (pool != null) {
            welcome.setPool(pool);
        }
        if (initializer.getFunction() != 0) {
            welcome.setInitializer(whole(initializer));
        }
        add(WorkerCommand.newBuilder().setWelcome(welcome).build());
    }

    /** Gives it a task without limits at its first attempt, whose arguments are {@linkplain Chunks#isSmall small}. */
    public void assign(long sequence, long taskId, int function, int encoding, ByteString arguments) {
        outbound.add(new WorkerEntry.Assignment(sequence, taskId, function, encoding, arguments));
    }

    /** Gives it a task. */
    public void assign(AssignTask task) {
        AssignTask fitting = chunks.isLarge(task.getCall().getArguments())
                ? task.toBuilder().setCall(whole(task.getCall())).build()
                : task;
        add(WorkerCommand.newBuilder().setAssign(fitting).build());
    }

    /** Takes tasks back. */
    public void revoke(Iterable<Long> sequences) {
        add(WorkerCommand.newBuilder()
                .setRevoke(RevokeTasks.newBuilder().addAllSequences(sequences))
                .build());
    }

    /** Interrupts a task. */
    public void interrupt(long sequence) {
        add(WorkerCommand.newBuilder()
                .setInterrupt(InterruptTask.newBuilder().setSequence(sequence))
                .build());
    }

    /** Ends a wait of one of its tasks. */
    public void waitFailed(WaitFailed failed) {
        add(WorkerCommand.newBuilder().setWaitFailed(failed).build());
    }

    /** Asks whether it lives. */
    public void ping() {
        outbound.addFirst(new WorkerEntry.Command(WorkerCommand.newBuilder()
                .setPing(Ping.newBuilder().setNumber(++pings))
                .build()));
    }

    /** Asks for reports of its heap. */
    public void watchHeap() {
        add(WorkerCommand.newBuilder()
                .setWatchHeap(WatchHeap.getDefaultInstance())
                .build());
    }

    /** Tells it to leave. */
    public void stop() {
        add(WorkerCommand.newBuilder().setStop(StopWorker.getDefaultInstance()).build());
    }

    /** Sends what has gathered. */
    public void flush() {
        outbound.flush();
    }

    /** The stream is gone. */
    void drop() {
        outbound.drop();
    }

    /** Ends the stream, and with it the worker. */
    public void close() {
        outbound.complete();
    }

    private void add(WorkerCommand command) {
        outbound.add(new WorkerEntry.Command(command));
    }

    private static WorkerEntry command(PayloadChunk piece) {
        return new WorkerEntry.Command(
                WorkerCommand.newBuilder().setChunk(piece).build());
    }

    private FunctionCall whole(FunctionCall call) {
        return call.toBuilder()
                .setArguments(chunks.split(call.getArguments(), piece -> outbound.add(piece, WorkerLink::command)))
                .build();
    }
}
