package dev.myriapod.client.attachment;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.wire.Batch;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.client.wire.Unsettled;
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
 */
/** What is said to an object and what it answers, over one stream. It knows nobody who uses it. Thread-safe. */
final class Dialogue<Q extends MessageLite, A> {
    private final ObjectWire<Q, A, ?, ?> wire;
    private final BatchedStream<Q, ?, ?> stream;
    private final ChunkSplitter splitter;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, PendingCall<A>> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<SharedHandle> attached = new CompletableFuture<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final AtomicReference<@Nullable ObjectEnding> ending = new AtomicReference<>();
    private final Unsettled unsettled;
    /** Set before the first request, if at all: who says things on this stream behind its users' backs. */
    private volatile Line.@Nullable Party<A> party;

    /** Begins to attach; calls may be made at once. */
    <B, C> Dialogue(Connection connection, ObjectWire<Q, A, B, C> wire, AttachObject attach) {
        this.wire = wire;
        unsettled = connection.unsettled();
        splitter = new ChunkSplitter(connection.segment());
        BatchedStream<Q, B, C> opened = new BatchedStream<>(
                connection.loop(),
                Batch.ofMessages(wire::batch),
                new Listener<>(wire, new ChunkCollector(connection.segment())),
                connection.segment());
        stream = opened;
        opened.send(wire.request(ObjectRequest.newBuilder().setAttach(attach).build()));
        opened.open(replies -> wire.attach(connection.channel(), replies));
    }

    /** Waits until it is attached, and tells what to. */
    SharedHandle awaitAttached() throws InterruptedException {
        return get(attached);
    }

    /** A payload for the calling thread's next request; large ones are sent ahead of it. */
    Payload payload(ByteString bytes) {
        return splitter.split(
                bytes,
                piece -> stream.send(
                        piece,
                        chunk -> wire.request(
                                ObjectRequest.newBuilder().setChunk(chunk).build())));
    }

    /** Says something that is not answered, or whose answer nobody wants. */
    void tell(LongFunction<Q> request) {
        settle();
        say(request);
    }

    /** The same, whatever was said elsewhere. */
    void say(LongFunction<Q> request) {
        stream.send(request.apply(lastId.incrementAndGet()));
    }

    /** What this process has said to other objects comes first; what it has said to this one keeps its order. */
    void settle() {
        unsettled.settleAllBut(party);
    }

    Unsettled unsettled() {
        return unsettled;
    }

    /** From now on that hears everything, and says things on this stream as well. */
    void share(Line.Party<A> with) {
        party = with;
        whenOver(with::over);
    }

    /** The number of the last request. */
    long lastId() {
        return lastId.get();
    }

    /** Asks. An answer that comes after the call was given up goes to {@code late}, on the event loop. */
    PendingCall<A> begin(LongFunction<Q> request, Consumer<A> late) {
        requireOpen();
        return start(request, late);
    }

    /** As {@link #begin}; if nothing can be done any more, the call has failed. */
    PendingCall<A> start(LongFunction<Q> request, Consumer<A> late) {
        settle();
        return enter(request, late);
    }

    /** The same, whatever was said elsewhere. */
    PendingCall<A> enter(LongFunction<Q> request, Consumer<A> late) {
        PendingCall<A> call = new PendingCall<>(lastId.incrementAndGet(), late);
        pending.put(call.id(), call);
        stream.send(request.apply(call.id()));
        if (ending.get() != null) {
            pending.remove(call.id());
            call.fail();
        }
        return call;
    }

    /** Asks for an answer at once; another may be on its way. */
    void cancel(PendingCall<A> call) {
        stream.send(wire.request(ObjectRequest.newBuilder()
                .setCancel(CancelRequest.newBuilder().setId(call.id()))
                .build()));
    }

    /** What the future was completed with; if there will be nothing, throws why. */
    <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException | CancellationException e) {
            ObjectEnding how = ending.get();
            throw how == null ? new IllegalStateException(e) : how.exception();
        }
    }

    /** Throws why nothing can be done any more, if that is so. */
    void requireOpen() {
        ObjectEnding how = ending.get();
        if (how != null) {
            throw how.exception();
        }
    }

    /** Whether nothing can be done any more. */
    boolean isOver() {
        return ending.get() != null;
    }

    /** Does this once nothing can be done any more, maybe on the event loop. */
    void whenOver(Runnable action) {
        CompletableFuture<Void> unused = over.thenRun(action);
    }

    /** Lets go of the object. */
    void detach() {
        Line.Party<A> own = party;
        if (own != null && !isOver()) {
            own.detaching();
        }
        end(new ObjectEnding(
                ObjectEnding.Why.DETACHED,
                "This process has let go of the shared object: detach() was called, or its cluster was closed. Get a new"
                        + " handle by the object's name, or keep this one attached for longer.",
                null));
        stream.complete();
    }

    /** Ends the object, for everybody; returns when it has ended. */
    void delete() {
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
        private final ChunkCollector chunks;

        Listener(ObjectWire<Q, A, ?, C> spoken, ChunkCollector chunks) {
            this.chunks = chunks;
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
                Line.Party<A> own = party;
                if (own != null) {
                    own.heard(whole);
                }
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
