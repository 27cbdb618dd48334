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
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that an object lives in: a child of the coordinator itself. Owned by the loop. */
final class ActorProcess implements ChildParent {
    private static final Logger log = LoggerFactory.getLogger(ActorProcess.class);
    private static final long IDLE_MILLIS = 200;

    private final BeginActor begin;
    private final CoordinatorLoop loop;
    private final Consumer<Failure> ended;
    /** Standard output may be stuck, and the loop must not be. What waits here is bounded by what is not yet consumed. */
    private final Executor printing =
            new ThreadPoolExecutor(0, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), print -> {
                Thread thread = new Thread(print, "object-output");
                thread.setDaemon(true);
                return thread;
            });

    private final ChildSession session;

    /** {@code ended} is told when it is gone or could not be started, and why. */
    ActorProcess(Hosts hosts, CoordinatorLoop loop, BeginActor begin, Consumer<Failure> ended) {
        this.begin = begin;
        this.loop = loop;
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
        printing.execute(() -> {
            PrintStream stream = output.getError() ? System.err : System.out;
            output.getLinesList().forEach(stream::println);
            consumed(output.getBytes());
        });
    }

    private void consumed(int bytes) {
        try {
            loop.execute(() -> session.received(ProcessCommands.newBuilder()
                    .addCommands(ProcessCommand.newBuilder()
                            .setOutputConsumed(OutputConsumed.newBuilder().setBytes(bytes)))
                    .build()));
        } catch (RejectedExecutionException e) {
            log.debug("the coordinator has ended meanwhile", e);
        }
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
                        + " An object that is to begin anew needs ObjectOptions.withRecreate(true).")
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
