package dev.myriapod.coordinator.session.pool;

import dev.myriapod.coordinator.loop.Alarm;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.scheduler.PoolEvent;
import dev.myriapod.coordinator.scheduler.Task;
import dev.myriapod.coordinator.scheduler.TaskScheduler;
import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.session.process.Hosts;
import dev.myriapod.coordinator.stream.Chunks;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.PoolDescription;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.SubmitTask;
import dev.myriapod.proto.v1.WorkerDescription;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pool's stream: what the client wants and what its workers say goes to the scheduler, what the scheduler says is
 * carried out by {@link PoolActions}. Owned by the loop.
 */
public final class PoolSession implements PoolWorker.Pool {
    private final Hosts hosts;
    private final Consumer<PoolSession> closed;
    private final CoordinatorLoop loop;
    private final PoolClient client;
    private final Alarm alarm;
    private final Chunks chunks = new Chunks();
    /** In the order of their numbers, which begin at 1. */
    private final List<DefineFunction> functions = new ArrayList<>();

    /** What the scheduler has not heard of yet; the first is being decided. */
    private final ArrayDeque<PoolEvent> happening = new ArrayDeque<>();

    private @Nullable TaskScheduler scheduler;
    private @Nullable PoolActions actions;
    private boolean over;
    private OpenPool spec = OpenPool.getDefaultInstance();

    /** A client's stream; the last is called when it is over. */
    public PoolSession(
            Hosts hosts,
            CoordinatorLoop loop,
            ServerCallStreamObserver<PoolEvents> peer,
            Consumer<PoolSession> closed) {
        this.closed = closed;
        this.hosts = hosts;
        this.loop = loop;
        client = new PoolClient(peer);
        alarm = loop.alarm(this::timePassed);
    }

    /** The client said this. */
    public void received(PoolCommands commands) {
        for (PoolCommand command : commands.getCommandsList()) {
            received(command);
        }
        act();
    }

    private void received(PoolCommand command) {
        switch (command.getCommandCase()) {
            case SUBMIT -> happened(new PoolEvent.Submitted(task(command.getSubmit())));
            case CANCEL ->
                happened(new PoolEvent.CancelRequested(
                        command.getCancel().getTaskId(), command.getCancel().getInterrupt()));
            case CHUNK -> chunks.received(command.getChunk());
            case FUNCTION -> define(command.getFunction());
            case OUTPUT_CONSUMED -> {
                if (actions != null) {
                    actions.outputConsumed(command.getOutputConsumed());
                }
            }
            case OPEN -> open(command.getOpen());
            case SHUTDOWN ->
                happened(new PoolEvent.ShutdownRequested(command.getShutdown().getNow()));
            case COMMAND_NOT_SET ->
                throw new IllegalArgumentException("A command of a kind that this coordinator does not know.");
        }
    }

    private void open(OpenPool open) {
        if (scheduler != null) {
            throw new IllegalArgumentException("A pool's stream opens one pool.");
        }
        spec = open.toBuilder().setInitializer(whole(open.getInitializer())).build();
        scheduler = new TaskScheduler(new PoolSpec(
                open.getSize(),
                open.getThreadsPerWorker(),
                open.getMaxTasksPerWorker(),
                open.getLivenessNanos(),
                open.getStartNanos()));
        actions = new PoolActions(hosts, spec, functions, client, this);
        happened(new PoolEvent.Opened());
    }

    private void define(DefineFunction function) {
        if (function.getNumber() != functions.size() + 1) {
            throw new IllegalArgumentException("Function " + function.getNumber() + " was defined after "
                    + functions.size() + " others: numbers must follow each other.");
        }
        functions.add(function);
    }

    private Task task(SubmitTask submit) {
        SubmitTask whole = submit.getCall().getArguments().getChunks() == 0
                ? submit
                : submit.toBuilder().setCall(whole(submit.getCall())).build();
        dev.myriapod.proto.v1.TaskLimits limits = submit.getLimits();
        return new Task(
                submit.getTaskId(),
                new TaskLimits(
                        limits.getTimeoutNanos(),
                        limits.getQueueTimeoutNanos(),
                        limits.getGraceNanos(),
                        limits.getRetries(),
                        limits.getBackoffNanos(),
                        limits.getMaxBackoffNanos()),
                whole.getCall().getArguments().getData().size(),
                whole);
    }

    private FunctionCall whole(FunctionCall call) {
        return call.getArguments().getChunks() == 0
                ? call
                : call.toBuilder()
                        .setArguments(chunks.join(call.getArguments()))
                        .build();
    }

    /** The client's stream ended: nobody is left to hear of the pool. */
    public void clientGone() {
        client.gone();
        if (scheduler == null) {
            closed.accept(this);
        } else if (!over) {
            happened(new PoolEvent.ShutdownRequested(true));
            act();
        }
    }

    private void timePassed() {
        happened(new PoolEvent.TimePassed());
        act();
    }

    /** Nothing more is heard or said. */
    public void coordinatorEnds() {
        over = true;
        alarm.cancel();
        client.coordinatorEnds();
    }

    @Override
    public void happened(PoolEvent event) {
        if (scheduler == null) {
            throw new IllegalArgumentException("A pool's stream must begin with open.");
        }
        happening.add(event);
        if (happening.size() > 1) {
            // To carry out a command made this happen, such as a start where there is no agent: it waits for its turn.
            return;
        }
        try {
            for (PoolEvent next = event; next != null && !over; next = afterNext()) {
                decide(scheduler, next);
            }
        } finally {
            happening.clear();
        }
    }

    private @Nullable PoolEvent afterNext() {
        happening.remove();
        return happening.peek();
    }

    private void decide(TaskScheduler decides, PoolEvent event) {
        PoolActions carriesOut = Objects.requireNonNull(actions, "actions are made with the scheduler");
        decides.handle(event, loop.now());
        // At once, not at the end of the batch: a command may speak of a task that the next event ends.
        for (dev.myriapod.coordinator.scheduler.PoolCommand command : decides.takeCommands()) {
            carriesOut.carryOut(command);
        }
    }

    @Override
    public void act() {
        if (scheduler != null && actions != null && !over) {
            actions.flush();
            client.flush();
            alarm.set(scheduler.nextDeadline());
        }
    }

    @Override
    public void welcome(PoolWorker worker) {
        if (actions != null) {
            actions.welcome(worker);
        }
    }

    @Override
    public void terminated() {
        over = true;
        alarm.cancel();
        client.terminated();
        closed.accept(this);
    }

    @Override
    public void printed(ProcessOutput output) {
        client.output(output);
        client.flush();
    }

    @Override
    public void gone(PoolWorker worker) {
        if (actions != null) {
            actions.forget(worker);
        }
    }

    /** For people. */
    public PoolDescription describe() {
        PoolDescription.Builder description =
                PoolDescription.newBuilder().setName(spec.getName()).setSize(spec.getSize());
        if (scheduler == null || actions == null) {
            return description.build();
        }
        PoolSnapshot snapshot = scheduler.snapshot();
        description
                .setPending(snapshot.pending())
                .setAssigned(snapshot.assigned())
                .setEnded(snapshot.ended());
        for (PoolSnapshot.Worker worker : snapshot.workers()) {
            description.addWorkers(WorkerDescription.newBuilder()
                    .setName(actions.nameOf(worker.worker()))
                    .setPid(worker.pid())
                    .setState(worker.state().name())
                    .setTasks(worker.tasks()));
        }
        return description.build();
    }
}
