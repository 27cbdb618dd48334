package dev.myriapod.coordinator.session.child;

import dev.myriapod.coordinator.child.ChildCommand;
import dev.myriapod.coordinator.child.ChildEvent;
import dev.myriapod.coordinator.child.ChildScheduler;
import dev.myriapod.coordinator.loop.Alarm;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.coordinator.session.process.AgentSession;
import dev.myriapod.coordinator.session.process.Deaths;
import dev.myriapod.coordinator.session.process.HostedProcess;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.process.WorkerLink;
import dev.myriapod.coordinator.stream.Chunks;
import dev.myriapod.proto.v1.AssignTask;
import dev.myriapod.proto.v1.ChildDescription;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.ProcessCommand;
import dev.myriapod.proto.v1.ProcessCommands;
import dev.myriapod.proto.v1.ProcessEvents;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.StartChild;
import dev.myriapod.proto.v1.StartProcess;
import dev.myriapod.proto.v1.WorkerEvent;
import dev.myriapod.proto.v1.WorkerEvents;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child process's stream: the like of a pool's session for a process that runs one function. Owned by the loop. */
public final class ChildSession implements HostedProcess {
    private static final Logger log = LoggerFactory.getLogger(ChildSession.class);

    private final Hosts hosts;
    private final Consumer<ChildSession> closed;
    private final CoordinatorLoop loop;
    private final ChildParent client;
    private final Alarm alarm;
    private final String name;
    private final Chunks chunks = new Chunks(Segment.ofCall());
    private final List<DefineFunction> functions = new ArrayList<>();

    private @Nullable ChildScheduler scheduler;
    private StartChild spec = StartChild.getDefaultInstance();
    private @Nullable AgentSession agent;
    private @Nullable WorkerLink link;
    private long pid;
    private boolean over;

    /** A client's stream; the last is called when it is over. */
    public ChildSession(
            Hosts hosts,
            CoordinatorLoop loop,
            ServerCallStreamObserver<ProcessEvents> peer,
            Consumer<ChildSession> closed) {
        this(hosts, loop, new ChildClient(peer), closed);
    }

    /** For a parent that is no client; the last is called when it is over. */
    public ChildSession(Hosts hosts, CoordinatorLoop loop, ChildParent parent, Consumer<ChildSession> closed) {
        this.closed = closed;
        this.hosts = hosts;
        this.loop = loop;
        client = parent;
        alarm = loop.alarm(() -> happened(new ChildEvent.TimePassed()));
        name = hosts.newProcessName("child");
    }

    /** The client said this. */
    public void received(ProcessCommands commands) {
        for (ProcessCommand command : commands.getCommandsList()) {
            switch (command.getCommandCase()) {
                case FUNCTION -> functions.add(command.getFunction());
                case CHUNK -> chunks.received(command.getChunk());
                case START -> start(command.getStart());
                case SIGNAL -> happened(new ChildEvent.SignalRequested(command.getSignalValue()));
                case OUTPUT_CONSUMED -> {
                    if (agent != null) {
                        // The client knows the process by the name that it gave it, the agent by ours.
                        agent.outputConsumed(command.getOutputConsumed().toBuilder()
                                .setProcess(name)
                                .build());
                    }
                }
                case COMMAND_NOT_SET ->
                    throw new IllegalArgumentException("A command of a kind that this coordinator does not know.");
            }
        }
    }

    private void start(StartChild start) {
        if (scheduler != null) {
            throw new IllegalArgumentException("A process's stream starts one process.");
        }
        FunctionCall call = start.getCall();
        spec = start.toBuilder()
                .setCall(call.toBuilder().setArguments(chunks.join(call.getArguments())))
                .build();
        scheduler = new ChildScheduler(start.getLivenessNanos());
        happened(new ChildEvent.Opened());
    }

    /** The client's stream ended: the process is not wanted any more. */
    public void clientGone() {
        client.gone();
        if (scheduler == null) {
            closed.accept(this);
        } else if (!over) {
            happened(new ChildEvent.ClientGone());
        }
    }

    /** Nothing more is heard or said. */
    public void coordinatorEnds() {
        over = true;
        alarm.cancel();
        client.fail(Status.UNAVAILABLE.withDescription("The coordinator was shut down."));
    }

    private void happened(ChildEvent event) {
        if (over) {
            return;
        }
        ChildScheduler decides = scheduler;
        if (decides == null) {
            throw new IllegalArgumentException("A process's stream must begin with start.");
        }
        try {
            decide(decides, event);
        } catch (RuntimeException | Error e) {
            defect(e);
        }
    }

    private void decide(ChildScheduler decides, ChildEvent event) {
        decides.handle(event, loop.now());
        for (ChildCommand command : decides.takeCommands()) {
            carryOut(command);
        }
        if (!over) {
            if (link != null) {
                link.flush();
            }
            client.flush();
            alarm.set(decides.nextDeadline());
        }
    }

    /** Nobody else pays for it: neither the stream on which the event came, nor the processes that share it. */
    private void defect(Throwable e) {
        log.error(
                "{} is given up, because what happened to it could not be processed. If all sides are of one version, this"
                        + " is a defect: please report it with this stack trace.",
                name,
                e);
        over = true;
        alarm.cancel();
        client.fail(
                Status.INTERNAL.withDescription("The coordinator could not process an event of this process: " + e));
        signal(Signal.SIGNAL_KILL);
        closed.accept(this);
    }

    private void carryOut(ChildCommand command) {
        if (command instanceof ChildCommand.Start) {
            startProcess();
        } else if (command instanceof ChildCommand.Welcome) {
            onLink().welcome(FunctionCall.getDefaultInstance(), null);
        } else if (command instanceof ChildCommand.Assign) {
            onLink().define(functions);
            onLink().assign(AssignTask.newBuilder()
                    .setSequence(1)
                    .setAttempt(1)
                    .setCall(spec.getCall())
                    .build());
        } else if (command instanceof ChildCommand.Signal signal) {
            signal(Signal.forNumber(signal.signal()));
        } else if (command instanceof ChildCommand.Kill) {
            signal(Signal.SIGNAL_KILL);
        } else if (command instanceof ChildCommand.Ping) {
            onLink().ping();
        } else if (command instanceof ChildCommand.ReportStarted started) {
            client.started(name, started.pid());
        } else if (command instanceof ChildCommand.ReportNotStarted notStarted) {
            client.notStarted(spec.getName() + " could not be started: " + notStarted.message());
        } else if (command instanceof ChildCommand.ReportExited exited) {
            client.exited(Deaths.of((ProcessExited) exited.death(), spec.getName(), pid, exited.killedBecause()));
        } else if (command instanceof ChildCommand.Close) {
            if (link != null) {
                // Its agent may be lost rather than the process: this ends it if it is still there.
                link.close();
            }
            over = true;
            alarm.cancel();
            client.complete();
            closed.accept(this);
        }
    }

    private void startProcess() {
        agent = hosts.start(
                this,
                StartProcess.newBuilder()
                        .setProcess(name)
                        .setDisplayName(spec.getName())
                        .setDaemon(spec.getDaemon())
                        .setJvm(spec.getJvm())
                        .setThreads(1)
                        .setChild(true)
                        .build());
        if (agent == null) {
            // Not from inside the command that is being carried out.
            loop.execute(() -> notStarted("no agent is attached to this coordinator."));
        }
    }

    private void signal(@Nullable Signal signal) {
        if (agent != null && signal != null) {
            agent.signal(name, signal);
        }
    }

    private WorkerLink onLink() {
        if (link == null) {
            throw new IllegalStateException("The scheduler speaks to " + name + ", which is not attached.");
        }
        return link;
    }

    /** For people. */
    public ChildDescription describe() {
        return ChildDescription.newBuilder().setName(spec.getName()).setPid(pid).build();
    }

    @Override
    public void started(long newPid) {
        pid = newPid;
        happened(new ChildEvent.Started(newPid));
    }

    @Override
    public void notStarted(String message) {
        happened(new ChildEvent.NotStarted(message));
    }

    @Override
    public void printed(ProcessOutput output) {
        client.output(output.toBuilder().setProcess(spec.getName()).build());
    }

    @Override
    public void exited(ProcessExited exit) {
        happened(new ChildEvent.Exited(exit));
    }

    @Override
    public void attached(WorkerLink newLink, long attachedPid) {
        link = newLink;
        happened(new ChildEvent.Attached());
    }

    @Override
    public void said(WorkerEvents events) {
        for (WorkerEvent event : events.getEventsList()) {
            happened(
                    event.hasReady()
                            ? new ChildEvent.Ready()
                            : event.hasLeaving() ? new ChildEvent.Leaving() : new ChildEvent.Heard());
        }
    }

    @Override
    public void streamEnded() {
        link = null;
        happened(new ChildEvent.StreamEnded());
    }
}
