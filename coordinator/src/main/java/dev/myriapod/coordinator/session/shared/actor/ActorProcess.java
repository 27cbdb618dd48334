package dev.myriapod.coordinator.session.shared.actor;

import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.session.child.ChildParent;
import dev.myriapod.coordinator.session.child.ChildSession;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.proto.v1.BeginActor;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.ProcessCommand;
import dev.myriapod.proto.v1.ProcessCommands;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.StartChild;
import dev.myriapod.proto.v1.WorkerDeath;
import io.grpc.Status;
import java.io.PrintStream;
import java.util.function.Consumer;

/** A process that an object lives in: a child of the coordinator itself. Owned by the loop. */
final class ActorProcess implements ChildParent {
    private final BeginActor begin;
    private final Consumer<Failure> ended;
    private final ChildSession session;

    /** {@code ended} is told when it is gone or could not be started, and why. */
    ActorProcess(Hosts hosts, CoordinatorLoop loop, BeginActor begin, Consumer<Failure> ended) {
        this.begin = begin;
        this.ended = ended;
        session = new ChildSession(hosts, loop, this, over -> {});
    }

    void start() {
        session.received(ProcessCommands.newBuilder()
                .addCommands(ProcessCommand.newBuilder()
                        .setFunction(DefineFunction.newBuilder().setNumber(1).setDefinition(begin.getFunction())))
                .addCommands(ProcessCommand.newBuilder()
                        .setStart(StartChild.newBuilder()
                                .setName(begin.getName())
                                .setDaemon(true)
                                .setJvm(begin.getJvm())
                                .setCall(
                                        FunctionCall.newBuilder().setFunction(1).setArguments(begin.getArguments()))
                                .setLivenessNanos(begin.getLivenessNanos())))
                .build());
    }

    /** It is not wanted any more: it is killed, and nothing more is heard of it. */
    void kill() {
        session.clientGone();
    }

    @Override
    public void started(String process, long pid) {
        // Nobody has asked.
    }

    @Override
    public void notStarted(String message) {
        ended.accept(Failure.newBuilder().setMessage(message).build());
    }

    /** As a child's that inherits the coordinator's streams. */
    @Override
    public void output(ProcessOutput output) {
        PrintStream stream = output.getError() ? System.err : System.out;
        output.getLinesList().forEach(stream::println);
        session.received(ProcessCommands.newBuilder()
                .addCommands(ProcessCommand.newBuilder()
                        .setOutputConsumed(OutputConsumed.newBuilder().setBytes(output.getBytes())))
                .build());
    }

    @Override
    public void exited(WorkerDeath death) {
        String how = death.getExitCode() < 0
                ? "was killed by signal " + -death.getExitCode()
                : "ended with exit code " + death.getExitCode();
        ended.accept(Failure.newBuilder()
                .setMessage("The process of the object, " + death.getWorker() + " (pid " + death.getPid() + "), " + how
                        + (death.getKilledBecause().isEmpty() ? "" : ", because " + death.getKilledBecause())
                        + ", and the object is lost with its state. Its last lines on standard error are in the exception."
                        + " An object that is to begin anew needs ObjectOptions.withRecreate.")
                .setDeath(death)
                .build());
    }

    @Override
    public void fail(Status why) {
        ended.accept(Failure.newBuilder()
                .setMessage(String.valueOf(why.getDescription()))
                .build());
    }
}
