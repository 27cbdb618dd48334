package dev.myriapod.coordinator.session.pool;

import dev.myriapod.coordinator.scheduler.PoolCommand;
import dev.myriapod.coordinator.scheduler.Task;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.session.process.AgentSession;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.process.WorkerLink;
import dev.myriapod.proto.v1.AssignTask;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PoolHandle;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.StartProcess;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskFinished;
import dev.myriapod.proto.v1.TaskRunning;
import dev.myriapod.proto.v1.WaitFailed;
import dev.myriapod.proto.v1.WaitingTask;
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
    private final PoolClients clients;
    private final PoolWorker.Pool pool;
    private final Map<Integer, PoolWorker> workers = new HashMap<>();
    private final Set<PoolWorker> spokenTo = new LinkedHashSet<>();

    PoolActions(Hosts hosts, OpenPool spec, List<DefineFunction> functions, PoolClients clients, PoolWorker.Pool pool) {
        this.hosts = hosts;
        this.spec = spec;
        this.functions = functions;
        this.clients = clients;
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
            if (spec.getRecycling().getMaxHeapAfterCollection() > 0) {
                link.watchHeap();
            }
            link.welcome(spec.getInitializer(), handle());
        });
    }

    /** Does what the command says; messages to workers wait for {@link #flush()}. */
    void carryOut(PoolCommand command) {
        if (command instanceof PoolCommand.Assign assign) {
            assign(assign);
        } else if (command instanceof PoolCommand.EndTask end) {
            end(end);
        } else if (command instanceof PoolCommand.ReportRunning running) {
            running(running);
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
        } else if (command instanceof PoolCommand.WatchMemory watch) {
            watchMemory(watch.worker());
        } else if (command instanceof PoolCommand.StopWorker stop) {
            PoolWorker worker = say(stop.worker());
            worker.onLink(WorkerLink::stop);
            pool.leaves(worker);
        } else if (command instanceof PoolCommand.KillWorker kill) {
            PoolWorker worker = worker(kill.worker());
            worker.onAgent(agent -> agent.signal(worker.name(), Signal.SIGNAL_KILL));
        } else if (command instanceof PoolCommand.PoolBroken broken) {
            Failure failure = FailureMessages.poolBroken(spec.getName(), broken.evidence(), this::nameOf);
            clients.all().forEach(client -> client.broken(failure));
        } else if (command instanceof PoolCommand.FailWait fail) {
            failWait(fail);
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
            // Later: this command is not the last one, and others may speak of that worker.
            hosts.later(() -> worker.notStarted(
                    "No agent is attached to this coordinator, so no worker can be started. Start one, or wait until it"
                            + " is connected."));
        }
    }

    private void watchMemory(int number) {
        PoolWorker worker = workers.get(number);
        // Without an agent it is gone already, and the scheduler about to hear of it.
        if (worker != null) {
            worker.onAgent(agent -> agent.watchMemory(worker.name()));
        }
    }

    private void assign(PoolCommand.Assign assign) {
        Task task = assign.task();
        SubmittedTask submitted = (SubmittedTask) task.attachment();
        say(assign.worker()).onLink(link -> {
            link.define(functions);
            if (assign.attempt() == 1 && submitted.isPlain()) {
                link.assign(
                        assign.sequence(),
                        submitted.root(),
                        submitted.function(),
                        submitted.encoding(),
                        submitted.arguments());
            } else {
                link.assign(AssignTask.newBuilder()
                        .setSequence(assign.sequence())
                        .setTaskId(submitted.root())
                        .setAttempt(assign.attempt())
                        .setCall(submitted.call())
                        .setLimited(submitted.isLimited())
                        .addAllRetryOn(submitted.limits().getRetryOnList())
                        .build());
            }
        });
    }

    private void end(PoolCommand.EndTask end) {
        if (end.end() instanceof TaskEnd.PoolBroke) {
            // The clients were told so once, for all of them; a message with the whole evidence for each could fill the
            // heap.
            return;
        }
        long id = end.task().id();
        PoolClient client = clients.of(id);
        if (end.end() instanceof TaskEnd.Returned returned
                && returned.outcome() instanceof ClientEntry.Returned small) {
            pool.ended(end, () -> ended(end, small).build());
            if (client != null) {
                client.succeeded(new ClientEntry.Succeeded(
                        PoolClients.task(id), end.attempt(), end.pid(), nameOf(end.worker()), small));
            }
        } else {
            TaskEnded.Builder ended = ended(end, outcome(end));
            boolean kept = pool.ended(end, ended::build);
            if (client != null) {
                if (ended.hasResult() && !kept) {
                    ended.getResultBuilder().setSole(true);
                }
                client.ended(ended);
            }
        }
    }

    private static @Nullable Object outcome(PoolCommand.EndTask end) {
        return end.end() instanceof TaskEnd.Returned returned
                ? returned.outcome()
                : end.end() instanceof TaskEnd.Failed failed ? failed.outcome() : null;
    }

    private TaskEnded.Builder ended(PoolCommand.EndTask end, @Nullable Object outcome) {
        long id = end.task().id();
        TaskEnded.Builder ended = TaskEnded.newBuilder()
                .setTaskId(PoolClients.task(id))
                .setAttempt(end.attempt())
                .setWorkerPid(end.pid())
                .setWorker(nameOf(end.worker()));
        if (outcome instanceof ClientEntry.Returned returned) {
            ended.setResult(Payload.newBuilder()
                    .setEncoding(returned.encoding())
                    .setData(returned.data())
                    .setSize(returned.data().size()));
        } else if (!(outcome instanceof TaskFinished finished)) {
            ended.setFailure(FailureMessages.of(end, clients.label(id), spec.getName(), this::nameOf));
        } else if (finished.hasResult()) {
            ended.setResult(finished.getResult());
        } else {
            ended.setFailure(finished.getFailure());
        }
        return ended;
    }

    private void running(PoolCommand.ReportRunning running) {
        long id = running.task().id();
        PoolClient client = clients.of(id);
        if (client != null) {
            client.running(TaskRunning.newBuilder()
                    .setTaskId(PoolClients.task(id))
                    .setAttempt(running.attempt())
                    .setWorkerPid(running.pid())
                    .build());
        }
    }

    private void failWait(PoolCommand.FailWait fail) {
        WaitFailed.Builder failed = WaitFailed.newBuilder()
                .setSequence(fail.sequence())
                .setWait(fail.number())
                .setCycle(fail.cycle())
                .setMostWorkers(spec.getSize() + spec.getMaxExtraWorkers());
        for (Task task : fail.chain()) {
            WaitingTask.Builder waiting = WaitingTask.newBuilder().setTask(clients.label(task.id()));
            if (task.isAttached()) {
                waiting.setFunction(((SubmittedTask) task.attachment()).function());
            }
            failed.addChain(waiting);
        }
        say(fail.worker()).onLink(link -> {
            link.define(functions);
            link.waitFailed(failed.build());
        });
    }

    /** The pool as it travels. */
    private PoolHandle handle() {
        return PoolHandle.newBuilder()
                .setKey(spec.getKey())
                .setName(spec.getName())
                .setSize(spec.getSize())
                .setThreadsPerWorker(spec.getThreadsPerWorker())
                .build();
    }

    /** The number of the worker that is this process; 0 if none is. */
    int numberOf(String process) {
        for (PoolWorker worker : workers.values()) {
            if (worker.name().equals(process)) {
                return worker.number();
            }
        }
        return 0;
    }

    void outputConsumed(OutputConsumed consumed) {
        for (PoolWorker worker : workers.values()) {
            if (worker.name().equals(consumed.getProcess())) {
                worker.onAgent(agent -> agent.outputConsumed(consumed));
            }
        }
    }

    /** Ends all workers, whatever the scheduler thinks of them. */
    void killAll() {
        workers.values().forEach(worker -> worker.onAgent(agent -> agent.signal(worker.name(), Signal.SIGNAL_KILL)));
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

    /** The host that it runs on, for people; empty if that is not known. */
    String hostOf(int number) {
        PoolWorker worker = workers.get(number);
        return worker == null ? "" : worker.host();
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
