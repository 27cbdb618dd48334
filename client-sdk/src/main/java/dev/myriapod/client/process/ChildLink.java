package dev.myriapod.client.process;

import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.output.OutputDispatcher;
import dev.myriapod.client.submit.Limits;
import dev.myriapod.client.wire.Batch;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.client.wire.Unsettled;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.EncodedCall;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.ProcessCommand;
import dev.myriapod.proto.v1.ProcessCommands;
import dev.myriapod.proto.v1.ProcessEvent;
import dev.myriapod.proto.v1.ProcessEvents;
import dev.myriapod.proto.v1.ProcessServiceGrpc;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.StartChild;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream that a child process lives on. */
public final class ChildLink implements StreamListener<ProcessEvents> {
    private static final Logger log = LoggerFactory.getLogger(ChildLink.class);

    private final ClientChildProcess process;
    private final OutputDispatcher output;
    private final Unsettled unsettled;
    private final BatchedStream<ProcessCommand, ProcessCommands, ProcessEvents> stream;
    /** Owned by the loop. */
    private boolean ended;

    private ChildLink(Connection connection, ClientChildProcess process) {
        this.process = process;
        unsettled = connection.unsettled();
        stream = new BatchedStream<>(
                connection.loop(),
                Batch.ofMessages(commands ->
                        ProcessCommands.newBuilder().addAllCommands(commands).build()),
                this);
        output = new OutputDispatcher(
                process.name() + "-output",
                process.options().output(),
                consumed -> stream.send(
                        ProcessCommand.newBuilder().setOutputConsumed(consumed).build()));
    }

    /** Opens a stream and asks for the process, in such a JVM. */
    public static void open(Connection connection, ClientChildProcess process, EncodedCall call, JvmSpec jvm) {
        ChildLink link = new ChildLink(connection, process);
        process.opens(link);
        link.requestStart(call, jvm);
        link.stream.open(ProcessServiceGrpc.newStub(connection.channel())::start);
    }

    private void requestStart(EncodedCall call, JvmSpec jvm) {
        send(ProcessCommand.newBuilder()
                .setFunction(DefineFunction.newBuilder()
                        .setNumber(1)
                        .setDefinition(call.function().bytes())));
        Payload arguments = new ChunkSplitter()
                .split(
                        call.arguments(),
                        piece -> send(ProcessCommand.newBuilder().setChunk(piece)));
        send(ProcessCommand.newBuilder()
                .setStart(StartChild.newBuilder()
                        .setName(process.name())
                        .setDaemon(process.options().daemon())
                        .setJvm(jvm)
                        .setLivenessNanos(Limits.nanos(process.options().liveness()))
                        .setCall(FunctionCall.newBuilder().setFunction(1).setArguments(arguments))));
    }

    void signal(Signal signal) {
        send(ProcessCommand.newBuilder().setSignal(signal));
    }

    private void send(ProcessCommand.Builder command) {
        unsettled.settle();
        stream.send(command.build());
    }

    @Override
    public void received(ProcessEvents events) {
        for (ProcessEvent event : events.getEventsList()) {
            switch (event.getEventCase()) {
                case STARTED -> process.processStarted(event.getStarted().getPid());
                case OUTPUT -> output.accept(event.getOutput());
                case EXITED -> {
                    ended = true;
                    int exitCode = event.getExited().getExitCode();
                    output.finish(() -> process.processExited(exitCode));
                }
                case NOT_STARTED -> {
                    ended = true;
                    output.finish(() -> process.processLost(
                            new MyriapodException(event.getNotStarted().getMessage(), TaskRun.NONE, null)));
                }
                case EVENT_NOT_SET -> log.warn("The coordinator said something that this client does not know.");
            }
        }
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        if (!ended) {
            ended = true;
            output.finish(() -> process.processLost(new CoordinatorLostException(
                    "The coordinator is gone, and " + process.name() + " with it.", TaskRun.NONE, cause)));
        }
    }
}
