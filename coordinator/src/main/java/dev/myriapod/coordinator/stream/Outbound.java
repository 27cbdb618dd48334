package dev.myriapod.coordinator.stream;

import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.proto.v1.PayloadChunk;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is on its way to one peer. Messages gather until {@link #flush()} and leave as batches while the transport is ready
 * for more; a slow peer leaves the rest here, and nobody else waits. Owned by the loop.
 */
public final class Outbound<S, B> {
    /** Larger batches cost latency for what is queued behind them, smaller ones throughput; beyond 512 nothing is won. */
    private static final int MAX_MESSAGES = 512;

    private static final int MAX_BYTES = 1 << 20;

    private final ServerCallStreamObserver<B> peer;
    private final Batch<S, B> batch;
    private final Segment segment = Segment.ofCall();
    private final Runnable retry = this::flush;
    /** Messages, and {@link Piece}s that become messages when they leave. */
    private final ArrayDeque<Object> queue = new ArrayDeque<>();

    private final List<S> pending = new ArrayList<>();
    private final Runnable ready;
    private long queuedBytes;
    private boolean completing;
    private boolean ended;

    /** The next piece of a large payload, and the message around it. */
    private record Piece<S>(PayloadChunk chunk, Function<PayloadChunk, S> message) {}

    /** Of a call that begins. */
    public Outbound(ServerCallStreamObserver<B> peer, Batch<S, B> batch) {
        this(peer, batch, () -> {});
    }

    /** {@code ready} is called after the peer, having been slow, was sent more. */
    public Outbound(ServerCallStreamObserver<B> peer, Batch<S, B> batch, Runnable ready) {
        this.peer = peer;
        this.batch = batch;
        this.ready = ready;
        peer.setOnReadyHandler(this::peerIsReady);
    }

    private void peerIsReady() {
        flush();
        ready.run();
    }

    public void add(S message) {
        if (!ended) {
            queue.add(message);
            queuedBytes += batch.size(message);
        }
    }

    /** Adds a piece of a payload, in a message that is made of it when it leaves: it may do so through the segment. */
    public void add(PayloadChunk piece, Function<PayloadChunk, S> message) {
        if (!ended) {
            queue.add(new Piece<>(piece, message));
            queuedBytes += piece.getSerializedSize();
        }
    }

    /** Overtakes what is queued: for questions whose answer must not wait behind bulk. */
    public void addFirst(S message) {
        if (!ended) {
            queue.addFirst(message);
            queuedBytes += batch.size(message);
        }
    }

    /** How much has gathered that the peer is not ready for. */
    public long queuedBytes() {
        return queuedBytes;
    }

    /** Ends the stream in order once everything queued has left. */
    public void complete() {
        completing = true;
        flush();
    }

    /** Ends the stream with an error, at once; what is queued goes nowhere. */
    public void fail(Status status) {
        if (!ended) {
            drop();
            peer.onError(status.asRuntimeException());
        }
    }

    /** The stream is gone: what is queued goes nowhere. */
    public void drop() {
        ended = true;
        queue.clear();
        queuedBytes = 0;
    }

    public void flush() {
        int bytes = 0;
        while (!ended && !queue.isEmpty() && peer.isReady()) {
            Object next = queue.element();
            S message;
            int size;
            if (next instanceof Piece<?>) {
                Piece<S> piece = piece(next);
                PayloadChunk chunk = segment.load(piece.chunk(), peer, retry);
                if (chunk == null) {
                    break;
                }
                message = piece.message().apply(chunk);
                // Its own, wherever it lies: or one message would hold all slots, and the peer wait for all of them.
                size = piece.chunk().getSerializedSize();
            } else {
                message = message(next);
                size = batch.size(message);
            }
            queue.remove();
            pending.add(message);
            bytes += size;
            queuedBytes -= size;
            if (pending.size() == MAX_MESSAGES || bytes >= MAX_BYTES) {
                send();
                bytes = 0;
            }
        }
        send();
        if (completing && !ended && queue.isEmpty()) {
            ended = true;
            peer.onCompleted();
        }
    }

    @SuppressWarnings("unchecked") // All that is not a message.
    private Piece<S> piece(Object queued) {
        return (Piece<S>) queued;
    }

    @SuppressWarnings("unchecked") // All that is not a piece.
    private S message(Object queued) {
        return (S) queued;
    }

    private void send() {
        if (!pending.isEmpty() && !ended) {
            B message = batch.of(pending);
            // Emptied first: an in-process peer may answer, and this be flushed again, before onNext returns.
            pending.clear();
            peer.onNext(message);
        }
    }
}
