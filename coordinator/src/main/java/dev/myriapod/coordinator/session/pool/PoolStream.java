package dev.myriapod.coordinator.session.pool;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.coordinator.stream.Chunks;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.JoinPool;
import dev.myriapod.proto.v1.KeepTask;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.SubmitTask;
import dev.myriapod.proto.v1.SubmitTasks;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream to one pool: the one that opened it or one that joined it. What it says goes to the pool, in the pool's
 * terms. Owned by the loop.
 */
public final class PoolStream {
    private final Pools pools;
    private final PoolClient client;
    private final Chunks chunks = new Chunks(Segment.ofCall());

    /** The pool's numbers of the functions that this stream defined, which it numbers from 1. */
    private final List<Integer> functions = new ArrayList<>();

    private @Nullable PoolSession pool;
    /** Empty for the client that opened the pool. */
    private String process = "";

    private boolean refused;

    /** A stream that has not said yet what it wants. */
    public PoolStream(Pools pools, ServerCallStreamObserver<PoolEvents> peer) {
        this.pools = pools;
        client = new PoolClient(peer, this::caughtUp);
    }

    private void caughtUp() {
        if (pool != null) {
            pool.act();
        }
    }

    /** The client said this. */
    public void received(PoolCommands commands) {
        for (PoolCommand command : commands.getCommandsList()) {
            if (!refused && (pool == null || !pool.isOver())) {
                received(command);
            }
        }
        if (pool != null) {
            pool.act();
        }
    }

    private void received(PoolCommand command) {
        switch (command.getCommandCase()) {
            case SUBMIT -> submit(command.getSubmit());
            case SUBMITS -> submit(command.getSubmits());
            case CANCEL -> pool().cancelled(process, command.getCancel());
            case CHUNK -> chunks.received(command.getChunk());
            case FUNCTION ->
                define(command.getFunction().getNumber(), command.getFunction().getDefinition());
            case OUTPUT_CONSUMED -> pool().outputConsumed(command.getOutputConsumed());
            case OPEN -> open(command.getOpen());
            case JOIN -> join(command.getJoin());
            case WATCH -> pool().watch(client, command.getWatch());
            case KEEP -> keep(command.getKeep());
            case RELEASE -> pool().release(client, command.getRelease().getTask());
            case SHUTDOWN -> shutdown(command.getShutdown().getNow());
            case RESIZE -> pools.resize(pool(), command.getResize().getSize());
            case PAUSE -> pool().pause(command.getPause().getPaused());
            case COMMAND_NOT_SET ->
                throw new IllegalArgumentException("A command of a kind that this coordinator does not know.");
        }
    }

    private PoolSession pool() {
        if (pool == null) {
            throw new IllegalArgumentException("A pool's stream must begin with open or join.");
        }
        return pool;
    }

    private void requireFirst() {
        if (pool != null) {
            throw new IllegalArgumentException("A pool's stream opens or joins one pool, once.");
        }
    }

    private void open(OpenPool open) {
        requireFirst();
        pool = pools.open(
                open.toBuilder().setInitializer(whole(open.getInitializer())).build(), client);
    }

    private void join(JoinPool join) {
        requireFirst();
        PoolSession found = pools.find(join.getPool().getKey());
        if (found == null) {
            // What it then wants of it is answered by the end of the stream.
            client.terminated();
            refused = true;
            return;
        }
        found.joined(join.getProcess(), client);
        process = join.getProcess();
        pool = found;
    }

    private void keep(KeepTask keep) {
        client.kept(keep.getNumber(), pool().keep(client, keep.getTask()));
    }

    private void shutdown(boolean now) {
        if (!process.isEmpty()) {
            throw new IllegalArgumentException("Only the client that opened a pool shuts it down.");
        }
        pool().shutdown(now);
    }

    private void define(int number, ByteString definition) {
        if (number != functions.size() + 1) {
            throw new IllegalArgumentException("Function " + number + " was defined after " + functions.size()
                    + " others: numbers must follow each other.");
        }
        functions.add(pool().define(definition));
    }

    private void submit(SubmitTask submit) {
        long task = submit.getTaskId();
        Payload arguments = chunks.join(submit.getCall().getArguments());
        SubmittedTask submitted = new SubmittedTask(
                task,
                poolsNumber(task, submit.getCall().getFunction()),
                arguments.getEncoding(),
                arguments.getData(),
                submit.getLimits());
        if (process.isEmpty()) {
            pool().submitted(task, submitted);
        } else {
            pool().submittedByProcess(process, task, submit.getParentSequence(), submitted);
        }
    }

    private void submit(SubmitTasks submit) {
        int tasks = submit.getTaskIdsCount();
        if (tasks != submit.getArgumentsCount()) {
            throw new IllegalArgumentException("A message submits " + tasks + " tasks with the arguments of "
                    + submit.getArgumentsCount() + ": the client does not speak the protocol.");
        }
        for (int i = 0; i < tasks; i++) {
            long task = submit.getTaskIds(i);
            SubmittedTask submitted = new SubmittedTask(
                    task,
                    poolsNumber(task, submit.getFunction()),
                    submit.getEncoding(),
                    submit.getArguments(i),
                    submit.getLimits());
            if (process.isEmpty()) {
                pool().submitted(task, submitted);
            } else {
                pool().submittedByProcess(process, task, 0, submitted);
            }
        }
    }

    /** The pool's number for a function of this stream. */
    private int poolsNumber(long task, int own) {
        if (own > functions.size()) {
            throw new IllegalArgumentException(
                    "Task " + task + " calls function " + own + ", which was never defined on this stream.");
        }
        // 0 is nothing; the worker says so.
        return own == 0 ? 0 : functions.get(own - 1);
    }

    private FunctionCall whole(FunctionCall call) {
        return call.getArguments().getChunks() == 0
                ? call
                : call.toBuilder()
                        .setArguments(chunks.join(call.getArguments()))
                        .build();
    }

    /** The stream ended. */
    public void ended() {
        client.gone();
        if (pool != null) {
            pool.left(process, client);
        }
    }
}
