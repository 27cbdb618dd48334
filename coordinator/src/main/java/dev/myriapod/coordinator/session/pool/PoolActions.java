package dev.myriapod.coordinator.session.pool;

import dev.myriapod.coordinator.scheduler.PoolCommand;
import dev.myriapod.coordinator.scheduler.Task;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.session.process.AgentSession;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.process.WorkerLink;
import dev.myriapod.proto.v1.AssignTask;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.StartProcess;
import dev.myriapod.proto.v1.SubmitTask;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskFinished;
import dev.myriapod.proto.v1.TaskRunning;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out what a pool's scheduler says. Owned by the loop. */
final class PoolActions {
    private final Hosts hosts;
    private final OpenPool spec;
    private final List<DefineFunction> functions;
    private final PoolClient client;
    private final PoolWorker.Pool pool;
    private final Map<Integer, PoolWorker> workers = new HashMap<>();
    private final Set<PoolWorker> spokenTo = new LinkedHashSet<>();

    PoolActions(Hosts hosts, OpenPool spec, List<DefineFunction> functions, PoolClient client, PoolWorker.Pool pool) {
        this.hosts = hosts;
        this.spec = spec;
        this.functions = functions;
        this.client = client;
        this.pool = pool;
    }

    /** Sends what the commands carried out so far have left for the workers. */
    void flush() {
        for (PoolWorker worker : spokenTo) {
            worker.onLink(WorkerLink::flush);
        }
        spokenTo.clear();
    }

    /** What a worker that has attached is told first. */
    void welcome(PoolWorker worker) {
        spokenTo.add(worker);
        worker.onLink(link -> {
            link.define(functions);
            link.welcome(spec.getInitializer());
        });
    }

    /** Does what the command says; messages to workers wait for {@link #flush()}. */
    void carryOut(PoolCommand command) {
        if (command instanceof PoolCommand.Assign assign) {
            assign(assign);
        } else if (command instanceof PoolCommand.EndTask end) {
            end(end);
        } else if (command instanceof PoolCommand.ReportRunning running) {
            client.running(TaskRunning.newBuilder()
                    .setTaskId(running.task().id())
                    .setAttempt(running.attempt())
                    .setWorkerPid(running.pid())
                    .build());
        } else if (command instanceof PoolCommand.PingWorker ping) {
            say(ping.worker()).onLink(WorkerLink::ping);
        } else if (command instanceof PoolCommand.Revoke revoke) {
            say(revoke.worker())
                    .onLink(link -> link.revoke(
                            Arrays.stream(revoke.sequences()).boxed().toList()));
        } else if (command instanceof PoolCommand.Interrupt interrupt) {
            say(interrupt.worker()).onLink(link -> link.interrupt(interrupt.sequence()));
        } else if (command instanceof PoolCommand.StartWorker start) {
            start(start.worker());
        } else if (command instanceof PoolCommand.StopWorker stop) {
            say(stop.worker()).onLink(WorkerLink::stop);
        } else if (command instanceof PoolCommand.KillWorker kill) {
            PoolWorker worker = worker(kill.worker());
            worker.onAgent(agent -> agent.signal(worker.name(), Signal.SIGNAL_KILL));
        } else if (command instanceof PoolCommand.PoolBroken broken) {
            client.broken(FailureMessages.poolBroken(spec.getName(), broken.evidence(), this::nameOf));
        } else if (command instanceof PoolCommand.Terminated) {
            pool.terminated();
        }
    }

    private void start(int number) {
        PoolWorker worker = new PoolWorker(number, hosts.newProcessName("worker"), pool);
        workers.put(number, worker);
        AgentSession agent = hosts.start(
                worker,
                StartProcess.newBuilder()
                        .setProcess(worker.name())
                        .setDisplayName(worker.name())
                        .setDaemon(true)
                        .setJvm(spec.getJvm())
                        .setThreads(spec.getThreadsPerWorker())
                        .build());
        worker.runsAt(agent);
        if (agent == null) {
            worker.notStarted(
                    "No agent is attached to this coordinator, so no worker can be started. Start one, or wait until it"
                            + " is connected.");
        }
    }

    private void assign(PoolCommand.Assign assign) {
        Task task = assign.task();
        SubmitTask submit = (SubmitTask) task.attachment();
        AssignTask.Builder message = AssignTask.newBuilder()
                .setSequence(assign.sequence())
                .setTaskId(task.id())
                .setAttempt(assign.attempt())
                .setCall(submit.getCall());
        if (submit.hasLimits()) {
            message.setLimited(submit.getLimits().getTimeoutNanos() != 0
                            || submit.getLimits().getQueueTimeoutNanos() != 0)
                    .addAllRetryOn(submit.getLimits().getRetryOnList());
        }
        say(assign.worker()).onLink(link -> {
            link.define(functions);
            link.assign(message.build());
        });
    }

    private void end(PoolCommand.EndTask end) {
        PoolWorker worker = workers.get(end.worker());
        TaskEnded.Builder ended = TaskEnded.newBuilder()
                .setTaskId(end.task().id())
                .setAttempt(end.attempt())
                .setWorkerPid(end.pid())
                .setWorker(worker == null ? "" : worker.name());
        Object outcome = end.end() instanceof TaskEnd.Returned returned
                ? returned.outcome()
                : end.end() instanceof TaskEnd.Failed failed ? failed.outcome() : null;
        if (outcome instanceof TaskFinished finished) {
            if (finished.hasResult()) {
                ended.setResult(finished.getResult());
            } else {
                ended.setFailure(finished.getFailure());
            }
        } else {
            ended.setFailure(FailureMessages.of(end, spec.getName(), this::nameOf));
        }
        client.ended(ended);
    }

    void outputConsumed(OutputConsumed consumed) {
        for (PoolWorker worker : workers.values()) {
            if (worker.name().equals(consumed.getProcess())) {
                worker.onAgent(agent -> agent.outputConsumed(consumed));
            }
        }
    }

    void forget(PoolWorker worker) {
        workers.remove(worker.number());
        spokenTo.remove(worker);
    }

    /** The name of a worker that the scheduler speaks of; empty for 0 and for those long gone. */
    String nameOf(int number) {
        PoolWorker worker = workers.get(number);
        return worker == null ? "" : worker.name();
    }

    private PoolWorker say(int number) {
        PoolWorker worker = worker(number);
        spokenTo.add(worker);
        return worker;
    }

    private PoolWorker worker(int number) {
        @Nullable PoolWorker worker = workers.get(number);
        if (worker == null) {
            throw new IllegalStateException("The scheduler speaks of worker " + number + ", which is gone.");
        }
        return worker;
    }
}
