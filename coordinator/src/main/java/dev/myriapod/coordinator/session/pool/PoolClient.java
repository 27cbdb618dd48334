package dev.myriapod.coordinator.session.pool;

import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.coordinator.stream.Chunks;
import dev.myriapod.coordinator.stream.Outbound;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.PoolTerminated;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskKept;
import dev.myriapod.proto.v1.TaskRunning;
import dev.myriapod.proto.v1.TaskWatched;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/** The way to a pool's client. Owned by the loop. */
final class PoolClient {
    /** Larger: more memory for what a slow client does not read. Smaller: short pauses of the client stop its workers. */
    private static final long BEHIND_BYTES = 32 << 20;

    /** Well below, so that nobody is stopped and let go again for every message. */
    private static final long CAUGHT_UP_BYTES = 8 << 20;

    private final Outbound<ClientEntry, PoolEvents> outbound;
    private final Chunks chunks = new Chunks(Segment.ofCall());
    private boolean behind;

    /** {@code caughtUp} is called when the client, having been slow, has read something. */
    PoolClient(ServerCallStreamObserver<PoolEvents> peer, Runnable caughtUp) {
        outbound = new Outbound<>(peer, new ClientEntry.Events(), caughtUp);
    }

    /** Whether so much waits for it to read that no more should be made. */
    boolean isBehind() {
        behind = outbound.queuedBytes() > (behind ? CAUGHT_UP_BYTES : BEHIND_BYTES);
        return behind;
    }

    void running(TaskRunning running) {
        add(PoolEvent.newBuilder().setRunning(running).build());
    }

    void ended(TaskEnded.Builder ended) {
        add(PoolEvent.newBuilder().setEnded(fitting(ended)).build());
    }

    /** A task returned something {@linkplain Chunks#isSmall small}. */
    void succeeded(ClientEntry.Succeeded task) {
        outbound.add(task);
    }

    private void add(PoolEvent event) {
        outbound.add(new ClientEntry.Event(event));
    }

    private TaskEnded.Builder fitting(TaskEnded.Builder ended) {
        if (ended.hasResult() && chunks.isLarge(ended.getResult())) {
            Payload split = chunks.split(
                    ended.getResult(),
                    piece -> outbound.add(
                            piece,
                            sent -> new ClientEntry.Event(
                                    PoolEvent.newBuilder().setChunk(sent).build())));
            ended.setResult(split);
        }
        return ended;
    }

    /** Answers a watch; no end means that nothing is known of the task. */
    void watched(long number, @Nullable TaskEnded end) {
        TaskWatched.Builder watched = TaskWatched.newBuilder().setNumber(number);
        if (end != null) {
            watched.setEnded(fitting(end.toBuilder()));
        }
        add(PoolEvent.newBuilder().setWatched(watched).build());
        outbound.flush();
    }

    void kept(long number, boolean kept) {
        add(PoolEvent.newBuilder()
                .setKept(TaskKept.newBuilder().setNumber(number).setKept(kept))
                .build());
        outbound.flush();
    }

    void output(ProcessOutput output) {
        add(PoolEvent.newBuilder().setOutput(output).build());
    }

    void broken(Failure failure) {
        add(PoolEvent.newBuilder().setBroken(failure).build());
    }

    void terminated() {
        add(PoolEvent.newBuilder()
                .setTerminated(PoolTerminated.getDefaultInstance())
                .build());
        outbound.complete();
    }

    void flush() {
        outbound.flush();
    }

    void coordinatorEnds() {
        fail(Status.UNAVAILABLE.withDescription("The coordinator was shut down."));
    }

    void fail(Status why) {
        outbound.fail(why);
    }

    void gone() {
        outbound.drop();
    }
}
