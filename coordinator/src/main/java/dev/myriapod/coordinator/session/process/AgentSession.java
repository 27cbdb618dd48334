package dev.myriapod.coordinator.session.process;

import dev.myriapod.coordinator.loop.Alarm;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.stream.Batch;
import dev.myriapod.coordinator.stream.Outbound;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.AttachAgent;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessNotStarted;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.SignalProcess;
import dev.myriapod.proto.v1.StartProcess;
import dev.myriapod.proto.v1.WatchMemory;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One host's agent and the processes that it runs. Owned by the loop. */
public final class AgentSession {
    private static final Logger log = LoggerFactory.getLogger(AgentSession.class);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LIVENESS_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Many times what a boot takes. Longer: the time that others have for their start is used up by one that hangs. */
    private static final long FIRST_START_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Hosts hosts;
    private final CoordinatorLoop loop;
    private final ServerCallStreamObserver<AgentCommands> peer;
    private final Outbound<AgentCommand, AgentCommands> outbound;
    private final Alarm pingAlarm;
    private final Alarm startAlarm;
    private final Map<String, HostedProcess> processes = new HashMap<>();
    private FirstStarts starts = new FirstStarts(0, this::send);
    private @Nullable AttachAgent description;
    private long lastHeard;
    private long nextPing;
    private long pings;
    private boolean leaving;
    private boolean over;

    /** A host's stream. */
    public AgentSession(Hosts hosts, CoordinatorLoop loop, ServerCallStreamObserver<AgentCommands> peer) {
        this.hosts = hosts;
        this.loop = loop;
        this.peer = peer;
        outbound = new Outbound<>(
                peer,
                Batch.ofMessages(commands ->
                        AgentCommands.newBuilder().addAllCommands(commands).build()));
        pingAlarm = loop.alarm(this::ping);
        startAlarm = loop.alarm(() -> starts.release());
    }

    void start(HostedProcess process, StartProcess start) {
        processes.put(start.getProcess(), process);
        // Those that come later do not make it later: where pools are opened again and again, it would never be.
        if (starts.start(start)) {
            startAlarm.set(loop.now() + FIRST_START_NANOS);
        }
    }

    private void send(StartProcess start) {
        send(AgentCommand.newBuilder().setStart(start).build());
    }

    /** A process attached; if it is one of this agent's, it works. */
    void attached(String process) {
        if (processes.containsKey(process)) {
            releaseStarts();
        }
    }

    private void releaseStarts() {
        startAlarm.cancel();
        starts.release();
    }

    /** Signals a process and its descendants, if it is there. */
    public void signal(String process, Signal signal) {
        if (processes.containsKey(process)) {
            // It may be one that waits for its start.
            releaseStarts();
            send(AgentCommand.newBuilder()
                    .setSignal(SignalProcess.newBuilder()
                            .setProcess(process)
                            .setSignal(signal)
                            .setTree(true))
                    .build());
        }
    }

    /** Tells how much memory a process has, again and again. */
    public void watchMemory(String process) {
        if (processes.containsKey(process)) {
            send(AgentCommand.newBuilder()
                    .setWatchMemory(WatchMemory.newBuilder().setProcess(process))
                    .build());
        }
    }

    /** The client has dealt with output: more may come. */
    public void outputConsumed(OutputConsumed consumed) {
        if (processes.containsKey(consumed.getProcess())) {
            send(AgentCommand.newBuilder().setOutputConsumed(consumed).build());
        }
    }

    /** What it said of itself. */
    public AttachAgent description() {
        return description == null ? AttachAgent.getDefaultInstance() : description;
    }

    /** How many workers it offers to run; 0: as many as anybody likes. */
    int slots() {
        return description().getSlots();
    }

    /** Whether it is going to leave, and gets no process any more. */
    public boolean isLeaving() {
        return leaving;
    }

    /** How many processes it has. */
    public int processCount() {
        return processes.size();
    }

    /** The agent said this. */
    public void received(AgentEvents events) {
        lastHeard = loop.now();
        for (AgentEvent event : events.getEventsList()) {
            received(event);
        }
    }

    private void received(AgentEvent event) {
        switch (event.getEventCase()) {
            case ATTACH -> attached(event.getAttach());
            case STARTED -> {
                HostedProcess process = processes.get(event.getStarted().getProcess());
                if (process != null) {
                    process.started(event.getStarted().getPid());
                }
            }
            case NOT_STARTED -> {
                HostedProcess process = processes.remove(event.getNotStarted().getProcess());
                if (process != null) {
                    releaseStarts();
                    notStarted(process, event.getNotStarted());
                    endIfLeft();
                }
            }
            case OUTPUT -> {
                HostedProcess process = processes.get(event.getOutput().getProcess());
                if (process != null) {
                    process.printed(event.getOutput());
                }
            }
            case MEMORY -> {
                HostedProcess process = processes.get(event.getMemory().getProcess());
                if (process != null) {
                    process.measured(event.getMemory().getResident());
                }
            }
            case EXITED -> {
                HostedProcess process = processes.remove(event.getExited().getProcess());
                if (process != null) {
                    releaseStarts();
                    hosts.forget(event.getExited().getProcess());
                    process.exited(event.getExited());
                    endIfLeft();
                }
            }
            case LEAVING -> leave();
            case PONG -> log.trace("agent answers {}", event.getPong().getNumber());
            case EVENT_NOT_SET -> log.warn("An agent sent an event of a kind that this coordinator does not know.");
        }
    }

    private void notStarted(HostedProcess process, ProcessNotStarted how) {
        hosts.forget(how.getProcess());
        if (how.getHostLeaves()) {
            // Before the process is started again: not here.
            if (!leaving) {
                leave();
            }
            process.notStartedAsHostLeaves(how.getMessage());
        } else {
            process.notStarted(how.getMessage());
        }
    }

    private void leave() {
        leaving = true;
        log.info("The host {} is going to leave.", description().getHost());
        hosts.slotsChanged();
        List.copyOf(processes.values()).forEach(HostedProcess::hostLeaves);
        endIfLeft();
    }

    private void endIfLeft() {
        if (leaving && !over && processes.isEmpty()) {
            outbound.complete();
        }
    }

    private void attached(AttachAgent attach) {
        description = attach;
        starts = new FirstStarts(attach.getProcessors(), this::send);
        setPingAlarm(loop.now());
        hosts.agentAttached(this);
    }

    private void ping() {
        long now = loop.now();
        long overslept = now - nextPing;
        if (overslept >= PING_NANOS) {
            // This process was stopped: answers may lie unread, and the time in which nobody looked does not count.
            lastHeard = Math.min(now, lastHeard + overslept);
        }
        if (now - lastHeard > LIVENESS_NANOS) {
            log.warn(
                    "The agent on {} did not answer for 10 s: it counts as lost, with all its processes.",
                    description().getHost());
            peer.onError(Status.DEADLINE_EXCEEDED
                    .withDescription("This agent did not answer the coordinator's pings for 10 s.")
                    .asRuntimeException());
            ended();
            return;
        }
        outbound.addFirst(AgentCommand.newBuilder()
                .setPing(Ping.newBuilder().setNumber(++pings))
                .build());
        outbound.flush();
        setPingAlarm(now);
    }

    private void setPingAlarm(long now) {
        nextPing = now + PING_NANOS;
        pingAlarm.set(nextPing);
    }

    /** The agent is gone: so are its processes, as far as anybody can tell. It ends them itself. */
    public void ended() {
        over = true;
        outbound.drop();
        pingAlarm.cancel();
        startAlarm.cancel();
        hosts.agentLost(this);
        Map<String, HostedProcess> lost = new HashMap<>(processes);
        processes.clear();
        lost.forEach((name, process) -> {
            hosts.forget(name);
            // First, as this ends its stream if that is still there: its host may be frozen, and it not.
            process.exited(ProcessExited.newBuilder()
                    .setProcess(name)
                    .setExitCode(-Signal.SIGNAL_KILL_VALUE)
                    // What it had begun is unknown: everything it held counts as begun, as nothing may run twice.
                    .setBegunSequence(Long.MAX_VALUE)
                    .setHostLost(true)
                    .addAllStderr(List.of("(the agent on " + description().getHost() + " was lost)"))
                    .build());
            process.streamEnded();
        });
    }

    private void send(AgentCommand command) {
        outbound.add(command);
        outbound.flush();
    }
}
