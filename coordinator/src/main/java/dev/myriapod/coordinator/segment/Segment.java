package dev.myriapod.coordinator.segment;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.ReclaimSlots;
import dev.myriapod.proto.v1.SegmentReply;
import dev.myriapod.proto.v1.SlotsReturned;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * What is written into a slot is written before the message that names it is handed to the socket, and read after that was
 * read from the socket; the fences keep compiler and processor from changing that order. A slot has one writer, and it is not
 * written again before the reader has returned it.
 */
/**
 * The segment of one connection, as far as there is one: the slots of the coordinator, through which pieces of large payloads
 * go to the process, and those of the process, through which they come. What cannot go through it goes in band. Owned by the
 * loop.
 */
public final class Segment {
    /** Of connections that cannot have one: within a process, and from other hosts. */
    public static final Segment NONE = new Segment();

    /** How many slots each side has. More: more memory, and further apart in the caches. Fewer: the two sides wait for each other. */
    public static final int SLOTS = 4;

    /**
     * Larger: the loop copies for longer in one go. Smaller: more messages. What is copied out fills a region of the usual
     * collector with its header; a little more would take two, and much less would be moved by it again and again.
     */
    public static final int SLOT_BYTES = (1 << 20) - 64;

    /** What is smaller travels faster in its message. */
    public static final int SMALLEST = 64 << 10;

    private static final Context.Key<Segment> OF_CALL = Context.keyWithDefault("myriapod-segment", NONE);

    private final Slots slots = new Slots(SLOTS);
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean claimed;
    private @Nullable StreamObserver<SegmentReply> peer;
    private @Nullable ByteBuffer outgoing;
    private @Nullable ByteBuffer incoming;

    /** There is nothing yet. */
    public Segment() {}

    /** That of the connection on which the current call came; to be asked while the call begins. */
    public static Segment ofCall() {
        return OF_CALL.get();
    }

    /** A context in which {@link #ofCall} is this one. */
    public Context asOfCall() {
        return Context.current().withValue(OF_CALL, this);
    }

    /** Whether pieces can be sent through it. */
    public boolean isOpen() {
        return outgoing != null;
    }

    /**
     * A piece as it can be sent now: in a slot, or as it is if it is none for a slot. Null if it has to wait for one; then
     * {@code retry} runs when there may be one.
     *
     * @param stream until whose {@linkplain #streamEnded end} it may arrive
     */
    public @Nullable PayloadChunk load(PayloadChunk piece, Object stream, Runnable retry) {
        ByteBuffer memory = outgoing;
        int length = piece.getData().size();
        if (memory == null || length < SMALLEST || length > SLOT_BYTES) {
            return piece;
        }
        int slot = slots.take(stream);
        if (slot == 0) {
            waiting.add(retry);
            return null;
        }
        piece.getData().copyTo(memory.slice((slot - 1) * SLOT_BYTES, length));
        VarHandle.releaseFence();
        return PayloadChunk.newBuilder()
                .setChunks(piece.getChunks())
                .setSlot(slot)
                .setLength(length)
                .setRun(piece.getRun())
                .build();
    }

    /** The bytes of a piece that came, wherever they are; a slot is returned. */
    public ByteString unload(PayloadChunk piece) {
        if (piece.getSlot() == 0) {
            return piece.getData();
        }
        byte[] bytes = new byte[length(piece)];
        copy(piece, bytes, 0);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /** Copies the bytes of a piece that came, wherever they are, into an array, and says how many; a slot is returned. */
    public int unload(PayloadChunk piece, byte[] target, int offset) {
        int length = length(piece);
        if (length > target.length - offset) {
            throw new IllegalArgumentException("A piece of " + length + " bytes goes beyond the " + target.length
                    + " bytes of its run: the peer does not speak the protocol.");
        }
        if (piece.getSlot() == 0) {
            piece.getData().copyTo(target, offset);
        } else {
            copy(piece, target, offset);
        }
        return length;
    }

    private int length(PayloadChunk piece) {
        int slot = piece.getSlot();
        if (slot == 0) {
            return piece.getData().size();
        }
        int length = piece.getLength();
        if (incoming == null || peer == null) {
            throw new IllegalArgumentException("A piece of a payload lies in slot " + slot
                    + ", but this connection has no segment: the peer does not speak the protocol.");
        }
        if (slot < 0
                || slot > SLOTS
                || length <= 0
                || length > SLOT_BYTES
                || !piece.getData().isEmpty()) {
            throw new IllegalArgumentException("A piece of a payload lies with " + Integer.toUnsignedString(length)
                    + " bytes in slot " + Integer.toUnsignedString(slot) + ", but there are " + SLOTS + " slots of "
                    + SLOT_BYTES + " bytes: the peer does not speak the protocol.");
        }
        return length;
    }

    private void copy(PayloadChunk piece, byte[] target, int offset) {
        VarHandle.acquireFence();
        Objects.requireNonNull(incoming).get((piece.getSlot() - 1) * SLOT_BYTES, target, offset, piece.getLength());
        Objects.requireNonNull(peer)
                .onNext(SegmentReply.newBuilder()
                        .setReturned(SlotsReturned.newBuilder().addSlots(piece.getSlot()))
                        .build());
    }

    /** A stream is closed, and nothing is sent on it any more: what was on its way may never arrive. */
    public void streamEnded(Object stream) {
        if (peer != null) {
            List<Integer> lost = slots.abandoned(stream);
            if (!lost.isEmpty()) {
                peer.onNext(SegmentReply.newBuilder()
                        .setReclaim(ReclaimSlots.newBuilder().addAllSlots(lost))
                        .build());
            }
        }
    }

    /** Whether the stream that asks is the one that it lives on: there is one for each connection. */
    boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first && this != NONE;
    }

    /** The process may use its slots. */
    void receive(StreamObserver<SegmentReply> process, ByteBuffer memory) {
        peer = process;
        incoming = memory.slice(0, SLOTS * SLOT_BYTES);
    }

    /** The coordinator may use its own, which lie behind. */
    void send(ByteBuffer memory) {
        outgoing = memory.slice(SLOTS * SLOT_BYTES, SLOTS * SLOT_BYTES);
    }

    void returned(List<Integer> back) {
        back.forEach(slots::returned);
        retry();
    }

    void reclaimed(List<Integer> back) {
        back.forEach(slots::reclaimed);
        retry();
    }

    /** Nothing goes through it any more. */
    void end() {
        peer = null;
        outgoing = null;
        incoming = null;
        retry();
    }

    /** Each that waits takes what it can get and waits again, behind the others. */
    private void retry() {
        while (!waiting.isEmpty() && (outgoing == null || slots.isAnyFree())) {
            Iterator<Runnable> first = waiting.iterator();
            Runnable next = first.next();
            first.remove();
            next.run();
        }
    }
}
