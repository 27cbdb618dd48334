package dev.myriapod.coordinator.session.pool;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.loop.Alarm;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.scheduler.PoolCommand;
import dev.myriapod.coordinator.scheduler.PoolEvent;
import dev.myriapod.coordinator.scheduler.Task;
import dev.myriapod.coordinator.scheduler.TaskScheduler;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.Upkeep;
import dev.myriapod.coordinator.scheduler.waiting.Awaited;
import dev.myriapod.coordinator.session.process.AgentSession;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.session.process.Placement;
import dev.myriapod.coordinator.session.tally.TaskTally;
import dev.myriapod.proto.v1.CancelTask;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.PoolDescription;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.TaskBlocked;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskHandle;
import dev.myriapod.proto.v1.WatchTask;
import dev.myriapod.proto.v1.WorkerDescription;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pool: what its clients want and what its workers say goes to the scheduler, what the scheduler says is carried out by
 * {@link PoolActions}. Owned by the loop.
 */
final class PoolSession implements PoolWorker.Pool {
    private static final Logger log = LoggerFactory.getLogger(PoolSession.class);

    private final CoordinatorLoop loop;
    private final OpenPool spec;
    private final PoolClient opener;
    private final Consumer<PoolSession> closed;
    private final PoolClients clients;
    private final TaskScheduler scheduler;
    private final PoolActions actions;
    private final Alarm alarm;
    private final Placement placement;
    private final NestedTasks nested = new NestedTasks();
    private final KeptOutcomes kept = new KeptOutcomes();
    private final TaskTally tally = new TaskTally();

    /** In the order of their numbers, which begin at 1. */
    private final List<DefineFunction> functions = new ArrayList<>();

    private final Map<ByteString, Integer> functionNumbers = new HashMap<>();

    /** Workers that joined and were told to leave in order: their tasks stay. */
    private final Set<String> leaving = new HashSet<>();

    /** What the scheduler has not heard of yet; the first is being decided. */
    private final ArrayDeque<PoolEvent> happening = new ArrayDeque<>();

    /** What its client wants. */
    private int size;
    /** What it may have. */
    private int allowed;

    private boolean clientBehind;
    private boolean over;

    /** Mostly a million tasks in a row have the same: they share one object. */
    private TaskLimits lastLimits = TaskLimits.NONE;

    private dev.myriapod.proto.v1.TaskLimits lastLimitsSent = dev.myriapod.proto.v1.TaskLimits.getDefaultInstance();

    /** A pool without workers; the last is told when it is over. */
    PoolSession(Hosts hosts, CoordinatorLoop loop, OpenPool spec, PoolClient opener, Consumer<PoolSession> closed) {
        this.loop = loop;
        this.spec = spec;
        this.opener = opener;
        this.closed = closed;
        clients = new PoolClients(opener);
        scheduler = new TaskScheduler(new PoolSpec(
                spec.getSize(),
                spec.getThreadsPerWorker(),
                spec.getMaxTasksPerWorker(),
                spec.getLivenessNanos(),
                spec.getStartNanos(),
                new Upkeep(
                        spec.getSpares(),
                        spec.getRecycling().getMaxAgeNanos(),
                        spec.getRecycling().getMaxMemory(),
                        spec.getRecycling().getMaxHeapAfterCollection(),
                        spec.getMemoryLimit()),
                spec.getMaxExtraWorkers()));
        size = spec.getSize();
        allowed = size;
        actions = new PoolActions(hosts, spec, functions, clients, this);
        alarm = loop.alarm(this::timePassed);
        placement = new Placement(hosts, loop, spec.getName());
    }

    /** Nothing that anybody says matters any more. */
    boolean isOver() {
        return over;
    }

    long key() {
        return spec.getKey();
    }

    /** Starts as many of its workers as it may have, of so many slots that there are. */
    void opened(int slots) {
        if (spec.getRequireSlots() && slots < size) {
            Failure failure = FailureMessages.tooFewSlots(spec.getName(), size, slots);
            List.copyOf(clients.all()).forEach(client -> client.broken(failure));
            terminated();
            return;
        }
        if (allowed < size) {
            log.info(
                    "Pool {} wants {} workers and gets {} for now: the hosts offer {} slots, which all pools share.",
                    spec.getName(),
                    size,
                    allowed,
                    slots);
        }
        happened(new PoolEvent.Opened());
    }

    /** How many workers it could have. */
    int wanted() {
        return placement.room(size);
    }

    int size() {
        return size;
    }

    /** It may have so many workers now. */
    void allow(int workers) {
        if (workers != allowed) {
            allowed = workers;
            happened(new PoolEvent.Resized(workers));
            act();
        }
    }

    /** A process wants to be a further client. */
    void joined(String process, PoolClient client) {
        clients.join(process, client);
    }

    /** The pool's number for a function. */
    int define(ByteString definition) {
        return functionNumbers.computeIfAbsent(definition, bytes -> {
            int number = functions.size() + 1;
            functions.add(DefineFunction.newBuilder()
                    .setNumber(number)
                    .setDefinition(bytes)
                    .build());
            return number;
        });
    }

    /** The client that opened the pool submitted a task. */
    void submitted(long id, SubmittedTask submitted) {
        happened(new PoolEvent.Submitted(task(id, submitted)));
    }

    /** Another process submitted a task, by its own number, during its assignment of that number if that is not 0. */
    void submittedByProcess(String process, long number, long parentSequence, SubmittedTask submitted) {
        int worker = actions.numberOf(process);
        Task parent = worker == 0 || parentSequence == 0 ? null : scheduler.running(worker, parentSequence);
        long root = parent != null && parent.isAttached() ? ((SubmittedTask) parent.attachment()).root() : 0;
        Task task = task(clients.id(process, number), submitted.onBehalfOf(root));
        nested.submitted(task.id(), process, parent == null ? null : parent.id());
        happened(new PoolEvent.Submitted(task, worker != 0));
        if (parent != null && !scheduler.lives(parent.id())) {
            // It was cancelled, or ran too long, and what it submitted before was cancelled with it.
            happened(new PoolEvent.CancelRequested(task.id(), true));
        }
    }

    @SuppressWarnings("ReferenceEquality") // Only saves a comparison.
    private Task task(long id, SubmittedTask submitted) {
        dev.myriapod.proto.v1.TaskLimits limits = submitted.limits();
        if (limits != lastLimitsSent && !limits.equals(lastLimitsSent)) {
            lastLimits = limits(limits);
        }
        lastLimitsSent = limits;
        return new Task(
                id, lastLimits, limits.getPriority(), submitted.arguments().size(), submitted);
    }

    private static TaskLimits limits(dev.myriapod.proto.v1.TaskLimits limits) {
        return new TaskLimits(
                limits.getTimeoutNanos(),
                limits.getQueueTimeoutNanos(),
                limits.getGraceNanos(),
                new Retries(
                        limits.getRetries(),
                        limits.getBackoffNanos(),
                        limits.getMaxBackoffNanos(),
                        limits.getMaxWorkerDeaths()),
                limits.getMemoryLimit());
    }

    void cancelled(String process, CancelTask cancel) {
        happened(new PoolEvent.CancelRequested(clients.id(process, cancel.getTaskId()), cancel.getInterrupt()));
    }

    void outputConsumed(OutputConsumed consumed) {
        actions.outputConsumed(consumed);
    }

    void shutdown(boolean now) {
        happened(new PoolEvent.ShutdownRequested(now));
    }

    /** It wants so many; it is told what it gets. */
    void resize(int newSize) {
        if (newSize < 1) {
            throw new IllegalArgumentException("A pool needs at least one worker, got size " + newSize);
        }
        size = newSize;
    }

    void pause(boolean paused) {
        happened(new PoolEvent.PauseRequested(paused));
    }

    /** Tells a client how a task of another ended, now or later. */
    void watch(PoolClient client, WatchTask watch) {
        long task = id(watch.getTask());
        kept.watch(client, watch.getNumber(), task, scheduler.lives(task));
    }

    /** Keeps what becomes of a task; false if it has ended. */
    boolean keep(PoolClient client, TaskHandle handle) {
        long task = id(handle);
        return kept.keep(client, task, scheduler.lives(task));
    }

    void release(PoolClient client, TaskHandle handle) {
        kept.release(client, id(handle));
    }

    private long id(TaskHandle handle) {
        return clients.id(handle.getProcess(), handle.getTaskId());
    }

    /** A client's stream ended. If it is the one that opened the pool, nobody is left to hear of it. */
    void left(String process, PoolClient client) {
        clients.leave(process);
        kept.left(client);
        if (over) {
            return;
        }
        if (process.isEmpty()) {
            happened(new PoolEvent.ShutdownRequested(true));
        } else if (!leaving.remove(process)) {
            cancel(nested.of(process));
        }
        act();
    }

    private void cancel(List<Long> tasks) {
        tasks.forEach(task -> happened(new PoolEvent.CancelRequested(task, true)));
    }

    private void timePassed() {
        happened(new PoolEvent.TimePassed());
        act();
    }

    void coordinatorEnds() {
        over = true;
        alarm.cancel();
        placement.end();
        List.copyOf(clients.all()).forEach(PoolClient::coordinatorEnds);
    }

    @Override
    public void happened(PoolEvent event) {
        if (over) {
            return;
        }
        happening.add(event);
        if (happening.size() > 1) {
            // To carry out a command made this happen, such as a start where there is no agent: it waits for its turn.
            return;
        }
        try {
            for (PoolEvent next = event; next != null && !over; next = afterNext()) {
                decide(next);
            }
        } catch (RuntimeException | Error e) {
            defect(e);
        } finally {
            happening.clear();
        }
    }

    /** Nobody else pays for it: neither the stream on which the event came, nor the pools that share it. */
    private void defect(Throwable e) {
        log.error(
                "Pool {} is given up, because what happened to it could not be processed. If all sides are of one version,"
                        + " this is a defect: please report it with this stack trace.",
                spec.getName(),
                e);
        over = true;
        alarm.cancel();
        placement.end();
        Status why = Status.INTERNAL.withDescription("The coordinator could not process an event of this pool: " + e);
        List.copyOf(clients.all()).forEach(client -> client.fail(why));
        actions.killAll();
        closed.accept(this);
    }

    private @Nullable PoolEvent afterNext() {
        happening.remove();
        return happening.peek();
    }

    private void decide(PoolEvent event) {
        scheduler.handle(event, loop.now());
        // At once, not at the end of the batch: a command may speak of a task that the next event ends.
        for (PoolCommand command : scheduler.takeCommands()) {
            actions.carryOut(command);
        }
    }

    @Override
    public void act() {
        if (!over) {
            try {
                actions.flush();
                clients.flush();
                if (clients.isAnyBehind() != clientBehind) {
                    clientBehind = !clientBehind;
                    happened(new PoolEvent.ClientBehind(clientBehind));
                    actions.flush();
                }
                alarm.set(scheduler.nextDeadline());
            } catch (RuntimeException | Error e) {
                defect(e);
            }
        }
    }

    @Override
    public void blocked(PoolWorker worker, TaskBlocked blocked) {
        List<Long> tasks = new ArrayList<>(blocked.getTasksCount());
        boolean beyond = blocked.getBeyond();
        for (TaskHandle handle : blocked.getTasksList()) {
            if (handle.getPool().getKey() == key()) {
                tasks.add(id(handle));
            } else {
                beyond = true;
            }
        }
        happened(new PoolEvent.TaskBlocked(
                worker.number(),
                blocked.getSequence(),
                new Awaited(blocked.getWait(), tasks, blocked.getAny(), blocked.getTimed(), beyond)));
    }

    @Override
    public boolean ended(PoolCommand.EndTask end, Supplier<TaskEnded> ended) {
        tally.ended(end.end());
        long task = end.task().id();
        boolean isKept = kept.isKept(task);
        if (isKept) {
            kept.ended(task, ended.get());
        }
        List<Long> children = nested.ended(task);
        if (!(end.end() instanceof TaskEnd.Returned) && !(end.end() instanceof TaskEnd.Failed)) {
            cancel(children);
        }
        return isKept;
    }

    @Override
    public void leaves(PoolWorker worker) {
        if (clients.isPresent(worker.name())) {
            leaving.add(worker.name());
        }
    }

    @Override
    public void welcome(PoolWorker worker) {
        actions.welcome(worker);
    }

    @Override
    public void terminated() {
        over = true;
        alarm.cancel();
        placement.end();
        // A copy: what is told may leave at once.
        List.copyOf(clients.all()).forEach(PoolClient::terminated);
        closed.accept(this);
    }

    @Override
    public void printed(ProcessOutput output) {
        opener.output(output);
        opener.flush();
    }

    @Override
    public boolean fits(AgentSession host) {
        return placement.fits(host);
    }

    @Override
    public void works(PoolWorker worker) {
        worker.onAgent(host -> placement.works(worker, host));
    }

    @Override
    public boolean failedByItsHost(PoolWorker worker, String how) {
        AgentSession host = worker.agent();
        return !over && host != null && placement.ended(worker, host, scheduler.failsToStart(worker.number()), how);
    }

    @Override
    public void gone(PoolWorker worker) {
        placement.forget(worker);
        actions.forget(worker);
    }

    PoolDescription describe() {
        PoolSnapshot snapshot = scheduler.snapshot(loop.now());
        PoolDescription.Builder description = PoolDescription.newBuilder()
                .setName(spec.getName())
                .setSize(size)
                .setPending(snapshot.pending())
                .setAssigned(snapshot.assigned())
                .setEnded(snapshot.ended())
                .setCounts(tally.counts());
        for (PoolSnapshot.Worker worker : snapshot.workers()) {
            description.addWorkers(WorkerDescription.newBuilder()
                    .setName(actions.nameOf(worker.worker()))
                    .setPid(worker.pid())
                    .setState(worker.state().name())
                    .setTasks(worker.tasks())
                    .setHost(actions.hostOf(worker.worker()))
                    .setTask(worker.task() == 0 ? "" : clients.label(worker.task()))
                    .setTaskNanos(worker.taskNanos())
                    .setResident(worker.resident()));
        }
        return description.build();
    }
}
