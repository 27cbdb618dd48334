package dev.myriapod.client;

import dev.myriapod.client.pool.PoolListener;
import dev.myriapod.client.pool.PoolStream;
import dev.myriapod.client.segment.Segment;
import dev.myriapod.client.submit.PlainTask;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.client.wire.Unsettled;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.PoolServiceGrpc;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** A pool's stream over gRPC. */
final class GrpcPoolStream implements PoolStream, StreamListener<PoolEvents> {
    private final BatchedStream<PoolEntry, PoolCommands, PoolEvents> stream;
    private final PoolListener listener;
    private final Segment segment;
    private final Unsettled unsettled;
    /** Owned by the loop. */
    private boolean terminated;

    private GrpcPoolStream(Connection connection, PoolListener listener) {
        this.listener = listener;
        segment = connection.segment();
        unsettled = connection.unsettled();
        stream = new BatchedStream<>(connection.loop(), new PoolEntry.Commands(), this, segment);
    }

    static PoolStream open(Connection connection, PoolListener listener) {
        GrpcPoolStream opened = new GrpcPoolStream(connection, listener);
        opened.stream.open(PoolServiceGrpc.newStub(connection.channel())::open);
        return opened;
    }

    @Override
    public void send(PoolCommand command) {
        unsettled.settle();
        if (command.hasChunk()) {
            stream.send(command.getChunk(), GrpcPoolStream::command);
        } else {
            stream.send(new PoolEntry.Command(command));
        }
    }

    @Override
    public void submit(PlainTask task) {
        unsettled.settle();
        stream.send(new PoolEntry.Submit(task));
    }

    private static PoolEntry command(PayloadChunk piece) {
        return new PoolEntry.Command(PoolCommand.newBuilder().setChunk(piece).build());
    }

    @Override
    public void close() {
        stream.cancel("the pool was let go");
    }

    @Override
    public void received(PoolEvents events) {
        for (PoolEvent event : events.getEventsList()) {
            terminated |= event.hasTerminated();
            listener.event(event.hasChunk() ? unloaded(event.getChunk()) : event);
        }
    }

    private PoolEvent unloaded(PayloadChunk piece) {
        return PoolEvent.newBuilder()
                .setChunk(PayloadChunk.newBuilder().setChunks(piece.getChunks()).setData(segment.unload(piece)))
                .build();
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        if (!terminated) {
            terminated = true;
            listener.lost(
                    cause == null
                            ? Status.UNAVAILABLE
                                    .withDescription("the coordinator ended the stream")
                                    .asRuntimeException()
                            : cause);
        }
    }
}
