package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.segment.Segment;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.proto.v1.AssignTask;
import dev.myriapod.proto.v1.AttachWorker;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.HeapReport;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.TaskBlocked;
import dev.myriapod.proto.v1.TaskFinished;
import dev.myriapod.proto.v1.TaskStarted;
import dev.myriapod.proto.v1.TaskUnblocked;
import dev.myriapod.proto.v1.TasksRevoked;
import dev.myriapod.proto.v1.WaitFailed;
import dev.myriapod.proto.v1.WelcomeWorker;
import dev.myriapod.proto.v1.WorkerBootstrap;
import dev.myriapod.proto.v1.WorkerCommand;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvent;
import dev.myriapod.proto.v1.WorkerEvents;
import dev.myriapod.proto.v1.WorkerLeaving;
import dev.myriapod.proto.v1.WorkerReady;
import dev.myriapod.proto.v1.WorkerServiceGrpc;
import dev.myriapod.worker.departure.Departure;
import dev.myriapod.worker.heap.HeapWatch;
import dev.myriapod.worker.nesting.Surroundings;
import dev.myriapod.worker.output.TaskOutput;
import dev.myriapod.worker.record.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's side of its stream: what the coordinator says becomes work for the task threads, what they report goes
 * back. The loop owns what is not marked otherwise.
 */
final class WorkerSession implements StreamListener<WorkerCommands>, TaskReports {
    private static final Logger log = LoggerFactory.getLogger(WorkerSession.class);

    /** Later: a future stays PENDING longer than people expect. Sooner: more messages for tasks that are short. */
    private static final long LATE_START_MILLIS = 2;
    /** For the coordinator to say that it has heard a child's goodbye. Longer helps nobody: it has died, or hangs. */
    private static final long GOODBYE_SECONDS = 10;

    private final WorkerBootstrap bootstrap;
    private final CoordinatorConnection connection;
    private final Departure departure;
    private final TaskOutput output;
    private final AssignedTasks tasks;
    private final TaskExecution execution = new TaskExecution();
    private final BatchedStream<WorkerEntry, WorkerEvents, WorkerCommands> stream;
    private final ChunkCollector incoming;
    private final ChunkSplitter outgoing;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<Assignment> childCall = new CompletableFuture<>();
    private final TaskThreads taskThreads;
    /** Filled once, before the first task comes. */
    private final List<TaskThread> threads = new ArrayList<>();

    /** Set by the loop before the first task, read by the task threads. Null: nobody wants to know. */
    private volatile @Nullable HeapWatch heap;

    private boolean lateStartWatch;
    /** Set by the main thread, read by the loop and at the exit. */
    private volatile boolean leaving;

    WorkerSession(
            WorkerBootstrap bootstrap,
            CoordinatorConnection connection,
            TaskRecord record,
            TaskOutput output,
            Departure departure) {
        this.output = output;
        this.bootstrap = bootstrap;
        this.connection = connection;
        this.departure = departure;
        incoming = new ChunkCollector(connection.connection().segment());
        outgoing = new ChunkSplitter(connection.connection().segment());
        tasks = new AssignedTasks(record);
        taskThreads = new TaskThreads(bootstrap.getWorker(), bootstrap.getThreads(), Thread::new, this::unable);
        stream = new BatchedStream<>(
                connection.loop(),
                new WorkerEntry.Events(),
                this,
                connection.connection().segment());
    }

    void open() {
        send(WorkerEvent.newBuilder()
                .setAttach(AttachWorker.newBuilder()
                        .setWorker(bootstrap.getWorker())
                        .setPid(ProcessHandle.current().pid())));
        stream.open(WorkerServiceGrpc.newStub(connection.connection().channel())::attach);
    }

    /** Waits until the coordinator has said stop and all task threads have ended. */
    void awaitStop() throws InterruptedException {
        taskThreads.awaitEnd();
        leaving = true;
    }

    /** Whether its work is done, so that what ends now ends in order. */
    boolean isLeaving() {
        return leaving;
    }

    /**
     * Waits for a child's one function and runs it here, on the main thread; returns the code to exit with, when the
     * coordinator knows that the child leaves in order.
     */
    int runChild() throws InterruptedException, ExecutionException {
        Assignment call = childCall.get();
        int code = ChildRun.run(() -> execution.bind(call).call());
        leaving = true;
        settle();
        send(WorkerEvent.newBuilder().setLeaving(WorkerLeaving.getDefaultInstance()));
        stream.complete();
        if (!ended.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
            log.debug("the coordinator has not answered the goodbye");
        }
        return code;
    }

    @Override
    public void received(WorkerCommands commands) {
        List<Assignment> assigned = new ArrayList<>();
        for (WorkerCommand command : commands.getCommandsList()) {
            switch (command.getCommandCase()) {
                case ASSIGN -> assigned.add(whole(command.getAssign()));
                case ASSIGNS -> assigned.addAll(Assignment.of(command.getAssigns()));
                case CHUNK -> incoming.add(command.getChunk());
                case FUNCTION -> execution.define(command.getFunction());
                case WELCOME -> welcome(command.getWelcome());
                case PING ->
                    send(WorkerEvent.newBuilder()
                            .setPong(Pong.newBuilder()
                                    .setNumber(command.getPing().getNumber())));
                case REVOKE -> {
                    add(assigned);
                    assigned = new ArrayList<>();
                    send(WorkerEvent.newBuilder()
                            .setRevoked(TasksRevoked.newBuilder()
                                    .addAllSequences(
                                            tasks.revoke(command.getRevoke().getSequencesList()))));
                }
                case INTERRUPT -> {
                    long sequence = command.getInterrupt().getSequence();
                    threads.forEach(thread -> thread.interrupt(sequence));
                }
                case WATCH_HEAP -> heap = new HeapWatch();
                case WAIT_FAILED -> {
                    WaitFailed failed = command.getWaitFailed();
                    threads.forEach(thread -> thread.waitFailed(failed));
                }
                case STOP -> tasks.close();
                case COMMAND_NOT_SET -> log.warn("The coordinator said something that this worker does not know.");
            }
        }
        add(assigned);
    }

    private void add(List<Assignment> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        if (bootstrap.getChild()) {
            childCall.complete(assigned.get(0));
        } else {
            tasks.add(assigned);
            watchForLateStarts();
        }
    }

    /**
     * Tasks without a time limit mostly end before anybody could want to know that they began. Those that do not are
     * reported a moment later; looking for them stops when every thread is idle or has been reported.
     */
    private void watchForLateStarts() {
        if (!lateStartWatch) {
            lateStartWatch = true;
            connection.loop().schedule(this::reportLateStarts, LATE_START_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void reportLateStarts() {
        lateStartWatch = false;
        long running = threads.stream().filter(TaskThread::reportLateStart).count();
        if (tasks.idleThreads() + running < threads.size()) {
            watchForLateStarts();
        }
    }

    private Assignment whole(AssignTask task) {
        return Assignment.of(task, whole(task.getCall().getArguments()));
    }

    private FunctionCall whole(FunctionCall call) {
        return call.toBuilder()
                .setArguments(call.getArguments().toBuilder()
                        .setData(whole(call.getArguments()))
                        .clearChunks())
                .build();
    }

    private ByteString whole(Payload arguments) {
        try {
            return incoming.take(arguments);
        } catch (BrokenPayloadException e) {
            throw new IllegalStateException("The coordinator sent a payload with pieces missing.", e);
        }
    }

    private void welcome(WelcomeWorker welcome) {
        new Surroundings(connection.connection(), bootstrap.getWorker())
                .offer(welcome.hasPool() ? welcome.getPool() : null);
        if (bootstrap.getChild()) {
            ready();
            return;
        }
        for (int i = 0; i < bootstrap.getThreads(); i++) {
            threads.add(new TaskThread(i, tasks, execution, this, output));
        }
        FunctionCall initializer = welcome.hasInitializer() ? whole(welcome.getInitializer()) : null;
        taskThreads.start(threads, () -> {
            boolean well = initialize(initializer);
            if (well) {
                ready();
            }
            return well;
        });
    }

    private void unable(Throwable cause) {
        departure.unable(bootstrap.getWorker() + " could not keep its " + bootstrap.getThreads()
                + " task threads running (" + cause + ") and ends itself. If it was refused a thread, raise the limit"
                + " (ulimit -u, or pids of the container), or use fewer workers or threads per worker.");
    }

    /** Calls the initializer; whether all is well. If not, the coordinator ends this worker. */
    private boolean initialize(@Nullable FunctionCall initializer) {
        if (initializer != null) {
            Failure failure = execution.initialize(initializer);
            if (failure != null) {
                send(WorkerEvent.newBuilder().setInitializerFailed(failure));
                return false;
            }
        }
        return true;
    }

    /** What it has put into queues is there before it is known that it has ended. */
    private void settle() {
        connection.connection().unsettled().settle();
    }

    private void ready() {
        settle();
        send(WorkerEvent.newBuilder().setReady(WorkerReady.getDefaultInstance()));
    }

    @Override
    public void started(long sequence) {
        send(WorkerEvent.newBuilder().setStarted(TaskStarted.newBuilder().setSequence(sequence)));
    }

    @Override
    public void finished(long sequence, long runNanos, Outcome outcome) {
        settle();
        HeapWatch watch = heap;
        if (watch != null) {
            // Before the outcome, so that the coordinator knows it when it gives this worker its next task.
            watch.news()
                    .ifPresent(used -> send(WorkerEvent.newBuilder()
                            .setHeap(HeapReport.newBuilder().setUsedAfterCollection(used))));
        }
        if (outcome instanceof Outcome.Returned returned && returned.result().size() < Segment.SMALLEST) {
            stream.send(new WorkerEntry.Returned(sequence, runNanos, returned.result()));
            return;
        }
        TaskFinished.Builder finished =
                TaskFinished.newBuilder().setSequence(sequence).setRunNanos(runNanos);
        if (outcome instanceof Outcome.Returned returned) {
            finished.setResult(outgoing.split(
                    returned.result(),
                    piece -> stream.send(
                            piece,
                            chunk -> new WorkerEntry.Event(
                                    WorkerEvent.newBuilder().setChunk(chunk).build()))));
        } else if (outcome instanceof Outcome.Failed failed) {
            finished.setFailure(failed.failure()).setRetry(failed.retry()).setVmError(failed.vmError());
        }
        send(WorkerEvent.newBuilder().setFinished(finished));
        if (outcome instanceof Outcome.Returned returned && returned.result().size() >= ByteSink.RUN) {
            awaitLeft();
        }
    }

    /**
     * Large arrays of a result are not copied before they leave; only then may what runs next here change them. An interrupt was for
     * the task, which has ended.
     */
    private void awaitLeft() {
        CountDownLatch left = new CountDownLatch(1);
        stream.afterAll(left::countDown);
        while (true) {
            try {
                left.await();
                return;
            } catch (InterruptedException late) {
                log.debug("a task was interrupted after its end", late);
            }
        }
    }

    @Override
    public void blocked(TaskBlocked blocked) {
        send(WorkerEvent.newBuilder().setBlocked(blocked));
    }

    @Override
    public void unblocked(long sequence) {
        send(WorkerEvent.newBuilder().setUnblocked(TaskUnblocked.newBuilder().setSequence(sequence)));
    }

    @Override
    public String nameOf(int function) {
        return execution.nameOf(function);
    }

    private void send(WorkerEvent.Builder event) {
        stream.send(new WorkerEntry.Event(event.build()));
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        ended.countDown();
        if (!leaving) {
            log.debug("the coordinator is gone", cause);
            departure.streamLost();
        }
    }
}
