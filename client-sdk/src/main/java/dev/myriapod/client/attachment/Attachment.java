package dev.myriapod.client.attachment;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.proto.v1.AttachObject;
import dev.myriapod.proto.v1.CancelRequest;
import dev.myriapod.proto.v1.DeleteObject;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/*
 * A call is put where it is found before the end is looked for, and the end says so before it looks for calls: one of the two
 * sees the other.
 *
 * The time is the coordinator's: a call that is to end after some time says so in its request, and is answered. What a client
 * ends by itself is a wait that is interrupted. Then it sends a cancel, which may cross the answer on the wire.
 */
/**
 * One process's attachment to one object. Any number of threads may have calls under way. When nothing can be done any
 * more, every call throws why.
 *
 * @param <Q> one request
 * @param <A> one reply
 */
public final class Attachment<Q extends MessageLite, A> {
    private final ObjectWire<Q, A, ?, ?> wire;
    private final BatchedStream<Q, ?, ?> stream;
    private final ChunkSplitter splitter = new ChunkSplitter();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, PendingCall<A>> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<SharedHandle> attached = new CompletableFuture<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final AtomicReference<@Nullable ObjectEnding> ending = new AtomicReference<>();

    /** Begins to attach; calls may be made at once. */
    <B, C> Attachment(Connection connection, ObjectWire<Q, A, B, C> wire, AttachObject attach) {
        this.wire = wire;
        BatchedStream<Q, B, C> opened = new BatchedStream<>(connection.loop(), wire::batch, new Listener<>(wire));
        stream = opened;
        opened.send(wire.request(ObjectRequest.newBuilder().setAttach(attach).build()));
        opened.open(replies -> wire.attach(connection.channel(), replies));
    }

    /** Waits until it is attached, and tells what to. */
    SharedHandle awaitAttached() throws InterruptedException {
        return get(attached);
    }

    /** A payload for the calling thread's next request; large ones are sent ahead of it. */
    public Payload payload(ByteString bytes) {
        return splitter.split(
                bytes,
                chunk -> stream.send(
                        wire.request(ObjectRequest.newBuilder().setChunk(chunk).build())));
    }

    /** Says something that is not answered, or whose answer nobody wants. */
    public void tell(LongFunction<Q> request) {
        stream.send(request.apply(lastId.incrementAndGet()));
    }

    /** Asks, and waits for the answer. An interrupt is kept for later. */
    public A call(LongFunction<Q> request) {
        return keepInterrupt(begin(request, late -> {}));
    }

    /**
     * Asks, and waits for the answer. An interrupt ends the wait.
     *
     * @param late is given an answer that was on its way when the interrupt came, on the event loop: it must give back what it
     *     granted
     */
    public A callInterruptibly(LongFunction<Q> request, Consumer<A> late) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        PendingCall<A> call = begin(request, late);
        try {
            return get(call.answer());
        } catch (InterruptedException e) {
            if (call.giveUp()) {
                cancel(call);
                throw e;
            }
            // The answer came first; the next wait will see the interrupt.
            Thread.currentThread().interrupt();
            return keepInterrupt(call);
        }
    }

    /**
     * Asks, and waits for the answer. An interrupt calls the request off and then waits for what became of it, because that
     * cannot be undone. The thread is interrupted then.
     *
     * @throws InterruptedException if it was interrupted before; nothing was sent
     */
    public A settle(LongFunction<Q> request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        PendingCall<A> call = begin(request, late -> {});
        try {
            return get(call.answer());
        } catch (InterruptedException e) {
            cancel(call);
            Thread.currentThread().interrupt();
            return keepInterrupt(call);
        }
    }

    /** Asks; the future is completed on the event loop, or fails when there will be no answer: {@link #requireOpen} says why. */
    public CompletableFuture<A> ask(LongFunction<Q> request) {
        return begin(request, late -> {}).answer();
    }

    private PendingCall<A> begin(LongFunction<Q> request, Consumer<A> late) {
        requireOpen();
        PendingCall<A> call = new PendingCall<>(lastId.incrementAndGet(), late);
        pending.put(call.id(), call);
        stream.send(request.apply(call.id()));
        if (ending.get() != null) {
            pending.remove(call.id());
            call.fail();
        }
        return call;
    }

    private void cancel(PendingCall<A> call) {
        stream.send(wire.request(ObjectRequest.newBuilder()
                .setCancel(CancelRequest.newBuilder().setId(call.id()))
                .build()));
    }

    private A keepInterrupt(PendingCall<A> call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return get(call.answer());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException | CancellationException e) {
            ObjectEnding how = ending.get();
            throw how == null ? new IllegalStateException(e) : how.exception();
        }
    }

    /** Throws why nothing can be done any more, if that is so. */
    public void requireOpen() {
        ObjectEnding how = ending.get();
        if (how != null) {
            throw how.exception();
        }
    }

    /** Whether nothing can be done any more. */
    public boolean isOver() {
        return ending.get() != null;
    }

    /** Lets go of the object. */
    public void detach() {
        end(new ObjectEnding(
                ObjectEnding.Why.DETACHED,
                "This process has let go of the shared object: detach() was called, or its cluster was closed. Get a new"
                        + " handle by the object's name, or keep this one attached for longer.",
                null));
        stream.complete();
    }

    /** Ends the object, for everybody; returns when it has ended. */
    public void delete() {
        ObjectEnding before = ending.get();
        if (before == null) {
            stream.send(wire.request(ObjectRequest.newBuilder()
                    .setDelete(DeleteObject.getDefaultInstance())
                    .build()));
            over.join();
            before = ending.get();
        }
        if (before != null && before.why() != ObjectEnding.Why.GONE) {
            throw before.exception();
        }
    }

    private void end(ObjectEnding how) {
        if (!ending.compareAndSet(null, how)) {
            return;
        }
        attached.completeExceptionally(new CancellationException("the attachment ended"));
        over.complete(true);
        for (Long id : List.copyOf(pending.keySet())) {
            PendingCall<A> call = pending.remove(id);
            if (call != null) {
                call.fail();
            }
        }
    }

    /** Hears the stream, on the event loop. */
    private final class Listener<C> implements StreamListener<C> {
        private final ObjectWire<Q, A, ?, C> spoken;
        /** Owned by the loop. */
        private final ChunkCollector chunks = new ChunkCollector();

        Listener(ObjectWire<Q, A, ?, C> spoken) {
            this.spoken = spoken;
        }

        @Override
        public void received(C batch) {
            for (A reply : spoken.replies(batch)) {
                ObjectReply common = spoken.common(reply);
                switch (common.getReplyCase()) {
                    case ATTACHED -> attached.complete(common.getAttached());
                    case CHUNK -> chunks.add(common.getChunk());
                    case ENDED -> end(ObjectEnding.of(common.getEnded()));
                    case REPLY_NOT_SET -> answered(reply);
                }
            }
        }

        private void answered(A reply) {
            try {
                // Also if nobody waits: its chunks must not stay.
                A whole = spoken.whole(reply, chunks);
                PendingCall<A> call = pending.remove(spoken.id(reply));
                if (call != null) {
                    call.answered(whole);
                }
            } catch (BrokenPayloadException e) {
                end(new ObjectEnding(ObjectEnding.Why.DEFECT, String.valueOf(e.getMessage()), e));
                stream.cancel("a payload is broken");
            }
        }

        @Override
        public void ended(@Nullable Throwable cause) {
            end(new ObjectEnding(
                    ObjectEnding.Why.LOST, "The coordinator is gone, and the shared object with it.", cause));
        }
    }
}
