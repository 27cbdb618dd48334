package dev.myriapod.client.wire;

import dev.myriapod.client.segment.Segment;
import dev.myriapod.proto.v1.PayloadChunk;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Batching without timers. Senders put their message into a queue and make sure that the loop will come by; when it
 * does, whatever is queued leaves as one gRPC message. Alone, a message leaves at once; while the loop is busy, more
 * gather behind it.
 *
 * The loop owns everything but the queue and the flag. The flag is lowered before the queue is read, so a message that
 * is put in after the last poll always finds it lowered and calls the loop again.
 */
/**
 * A bidirectional stream whose messages are batches. {@link #send} may be called from any thread and never blocks;
 * messages of one thread arrive in their order.
 *
 * @param <S> one thing to send
 * @param <B> the message that carries them
 * @param <R> the batches that come back
 */
public final class BatchedStream<S, B, R> implements ClientResponseObserver<B, R> {
    /** Larger batches cost latency for what is queued behind them, smaller ones throughput; beyond 512 nothing is won. */
    private static final int MAX_MESSAGES = 512;
    /** Stays below the receiver's limit of 4 MB even if the last message added is as large as messages get. */
    private static final int MAX_BYTES = 1 << 20;

    private static final Logger log = LoggerFactory.getLogger(BatchedStream.class);

    private final Executor loop;
    private final Batch<S, B> batch;
    private final StreamListener<R> listener;
    private final Segment segment;
    private final Runnable retry = this::drain;
    /** Messages, {@link Piece}s that become messages when they leave, and {@link Mark}s. */
    private final Queue<Object> queue = new MpscUnboundedAtomicArrayQueue<>(256);
    /** The first of the queue, if it was taken out and waits for a slot. */
    private @Nullable Piece<S> held;

    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final List<S> pending = new ArrayList<>();
    private @Nullable ClientCallStreamObserver<B> call;
    private boolean ended;
    private boolean completing;
    private boolean completed;

    /** The next piece of a large payload, and the message around it. */
    private record Piece<S>(PayloadChunk chunk, Function<PayloadChunk, S> message) {}

    /** Somebody wants to know when all before it has left. */
    private record Mark(Runnable passed) {}

    /** A stream whose messages are all small. */
    public BatchedStream(Executor loop, Batch<S, B> batch, StreamListener<R> listener) {
        this(loop, batch, listener, Segment.NONE);
    }

    /** A stream that is not open yet; what is sent before {@link #open} waits for it. */
    public BatchedStream(Executor loop, Batch<S, B> batch, StreamListener<R> listener, Segment segment) {
        this.segment = segment;
        this.loop = loop;
        this.batch = batch;
        this.listener = listener;
    }

    /** Opens the stream: starts the call, which is one of a generated stub's methods, on the loop. Once. */
    public void open(Function<StreamObserver<R>, StreamObserver<B>> start) {
        loop.execute(() -> {
            // gRPC hands the call to beforeStart; the observer it returns is the same object.
            StreamObserver<B> unused = start.apply(this);
            drain();
        });
    }

    /** Queues a message. After the stream's end it goes nowhere: the listener has been told. */
    public void send(S message) {
        enqueue(message);
    }

    /** Queues a piece of a payload, in a message that is made of it when it leaves: it may do so through the segment. */
    public void send(PayloadChunk piece, Function<PayloadChunk, S> message) {
        enqueue(new Piece<>(piece, message));
    }

    /**
     * Calls this, on the loop, when nothing that was sent before is read any more: all has left, or never will as the stream has
     * ended. With the loop itself, it may never be called.
     */
    public void afterAll(Runnable passed) {
        enqueue(new Mark(passed));
    }

    private void enqueue(Object next) {
        queue.add(next);
        if (!drainScheduled.get() && drainScheduled.compareAndSet(false, true)) {
            try {
                onLoop(this::drain);
            } catch (Throwable notScheduled) {
                // Or all that is sent later would wait for a drain that never comes.
                drainScheduled.set(false);
                throw notScheduled;
            }
        }
    }

    /** A loop that has ended takes the stream with it: whoever owns the loop has told the listener before. */
    private void onLoop(Runnable action) {
        try {
            loop.execute(action);
        } catch (RejectedExecutionException e) {
            log.debug("the connection's loop has ended", e);
        }
    }

    /**
     * Says, behind all that was sent before, that no more will come: the other side ends the stream then. What is sent
     * afterwards goes nowhere.
     */
    public void complete() {
        onLoop(() -> {
            completing = true;
            drain();
        });
    }

    /** Ends the stream at once, as if the connection had broken; what is queued is not sent. */
    public void cancel(String reason) {
        onLoop(() -> {
            if (call != null && !ended) {
                call.cancel(reason, null);
            }
        });
    }

    private void drain() {
        drainScheduled.set(false);
        ClientCallStreamObserver<B> open = call;
        if (ended || completed) {
            forget();
        }
        if (open == null || ended || completed) {
            return;
        }
        int bytes = 0;
        while (open.isReady()) {
            Object next = held == null ? queue.poll() : held;
            if (next == null) {
                break;
            }
            if (next instanceof Piece<?>) {
                held = piece(next);
                PayloadChunk chunk = segment.load(held.chunk(), this, retry);
                if (chunk == null) {
                    break;
                }
                pending.add(held.message().apply(chunk));
                // Its own, wherever it lies: or one message would hold all slots, and the other side wait for all.
                bytes += held.chunk().getSerializedSize();
                held = null;
            } else if (next instanceof Mark mark) {
                flush(open);
                bytes = 0;
                mark.passed().run();
            } else {
                S message = message(next);
                pending.add(message);
                bytes += batch.size(message);
            }
            if (pending.size() == MAX_MESSAGES || bytes >= MAX_BYTES) {
                flush(open);
                bytes = 0;
            }
        }
        flush(open);
        if (completing && !completed && held == null && queue.isEmpty()) {
            completed = true;
            open.onCompleted();
        }
    }

    @SuppressWarnings("unchecked") // There are no others.
    private Piece<S> piece(Object queued) {
        return (Piece<S>) queued;
    }

    @SuppressWarnings("unchecked") // All that is neither a piece nor a mark.
    private S message(Object queued) {
        return (S) queued;
    }

    private void forget() {
        held = null;
        for (Object next = queue.poll(); next != null; next = queue.poll()) {
            if (next instanceof Mark mark) {
                mark.passed().run();
            }
        }
    }

    private void flush(ClientCallStreamObserver<B> open) {
        if (!pending.isEmpty()) {
            B message = batch.of(pending);
            pending.clear();
            open.onNext(message);
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<B> stream) {
        call = stream;
        stream.setOnReadyHandler(this::drain);
    }

    @Override
    public void onNext(R received) {
        listener.received(received);
    }

    @Override
    public void onError(Throwable cause) {
        end(cause);
    }

    @Override
    public void onCompleted() {
        end(null);
    }

    private void end(@Nullable Throwable cause) {
        if (!ended) {
            ended = true;
            forget();
            segment.streamEnded(this);
            log.debug("stream ended", cause);
            listener.ended(cause);
        }
    }
}
