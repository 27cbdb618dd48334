package dev.myriapod.client.segment;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.SegmentServiceGrpc;
import io.grpc.Channel;
import java.lang.invoke.VarHandle;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * What is written into a slot is written before the message that names it is handed to the socket, and read after that was
 * read from the socket; the fences keep compiler and processor from changing that order. A slot has one writer, and it is not
 * written again before the reader has returned it.
 */
/**
 * The segment of one connection, as far as there is one: the slots of this process, through which pieces of large payloads go
 * to the coordinator, and those of the coordinator, through which they come. What cannot go through it goes in band. It is asked
 * for when a first megabyte of large payloads has gone by. The loop owns what is not marked otherwise.
 */
public final class Segment {
    /** Of connections that cannot have one: within a process, and to other hosts. */
    public static final Segment NONE = new Segment(null, Runnable::run);

    /** What is smaller travels faster in its message. */
    public static final int SMALLEST = 64 << 10;

    private static final Logger log = LoggerFactory.getLogger(Segment.class);

    /** Less: processes that have one large payload in their life make a segment for it. */
    private static final long ENOUGH = 1 << 20;

    /** The switch: {@code off} lets everything travel in band. */
    private static final String PROPERTY = "myriapod.segments";

    private final @Nullable Channel channel;
    private final Executor loop;
    /** By any thread. */
    private final AtomicLong travelled = new AtomicLong();
    /** By any thread. */
    private final AtomicBoolean wanted = new AtomicBoolean();

    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private @Nullable SegmentStream stream;
    private Slots slots = new Slots(0);
    /** Written by the loop, read by all. */
    private volatile @Nullable Mapped memory;

    private Segment(@Nullable Channel channel, Executor loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** Of a connection to this host, with that channel and loop. */
    public static Segment of(Channel channel, Executor loop) {
        return "off".equals(System.getProperty(PROPERTY)) ? NONE : new Segment(channel, loop);
    }

    /** Whether pieces can be sent through it. By any thread. */
    public boolean isOpen() {
        return memory != null;
    }

    /** A payload or piece of such a size has been sent or received in band. By any thread. */
    public void travelled(int bytes) {
        if (channel != null && bytes >= SMALLEST && !wanted.get() && travelled.addAndGet(bytes) > ENOUGH) {
            want(channel);
        }
    }

    private void want(Channel to) {
        if (wanted.compareAndSet(false, true)) {
            try {
                loop.execute(() -> {
                    stream = new SegmentStream(this);
                    stream.open(SegmentServiceGrpc.newStub(to));
                });
            } catch (RejectedExecutionException e) {
                log.debug("the connection's loop has ended", e);
            }
        }
    }

    /**
     * A piece as it can be sent now: in a slot, or as it is if it is none for a slot. Null if it has to wait for one; then
     * {@code retry} runs when there may be one.
     *
     * @param sender until whose {@linkplain #streamEnded end} it may arrive
     */
    public @Nullable PayloadChunk load(PayloadChunk piece, Object sender, Runnable retry) {
        Mapped mapped = memory;
        int length = piece.getData().size();
        if (mapped == null || length < SMALLEST || length > mapped.slotBytes()) {
            travelled(length);
            return piece;
        }
        int slot = slots.take(sender);
        if (slot == 0) {
            waiting.add(retry);
            return null;
        }
        piece.getData().copyTo(mapped.outgoing().slice((slot - 1) * mapped.slotBytes(), length));
        VarHandle.releaseFence();
        return PayloadChunk.newBuilder()
                .setChunks(piece.getChunks())
                .setSlot(slot)
                .setLength(length)
                .setRun(piece.getRun())
                .build();
    }

    /**
     * The bytes of a piece that came, wherever they are; a slot is returned.
     *
     * @throws IllegalArgumentException if there is no such slot: that ends the stream on which it came
     */
    public ByteString unload(PayloadChunk piece) {
        if (piece.getSlot() == 0) {
            travelled(piece.getData().size());
            return piece.getData();
        }
        Mapped mapped = memoryOf(piece);
        byte[] bytes = new byte[piece.getLength()];
        copy(mapped, piece, bytes, 0);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /**
     * Copies the bytes of a piece that came, wherever they are, into an array; a slot is returned.
     *
     * @return how many they were
     * @throws IllegalArgumentException if there is no such slot, or the array ends before them: that ends the stream on which it
     *     came
     */
    public int unload(PayloadChunk piece, byte[] target, int offset) {
        int length = length(piece);
        if (length > target.length - offset) {
            throw new IllegalArgumentException("A piece of " + length + " bytes goes beyond the " + target.length
                    + " bytes of its run: the coordinator does not speak the protocol. Let both sides run the same version of"
                    + " Myriapod.");
        }
        if (piece.getSlot() == 0) {
            travelled(length);
            piece.getData().copyTo(target, offset);
        } else {
            copy(memoryOf(piece), piece, target, offset);
        }
        return length;
    }

    private int length(PayloadChunk piece) {
        if (piece.getSlot() == 0) {
            return piece.getData().size();
        }
        Mapped unused = memoryOf(piece);
        return piece.getLength();
    }

    private Mapped memoryOf(PayloadChunk piece) {
        Mapped mapped = memory;
        int slot = piece.getSlot();
        int length = piece.getLength();
        if (mapped == null
                || stream == null
                || slot < 0
                || slot > mapped.slots()
                || length <= 0
                || length > mapped.slotBytes()
                || !piece.getData().isEmpty()) {
            throw new IllegalArgumentException(
                    "A piece of a payload lies with " + Integer.toUnsignedString(length)
                            + " bytes in slot " + Integer.toUnsignedString(slot) + ", but "
                            + (mapped == null
                                    ? "this connection has no segment"
                                    : "there are " + mapped.slots() + " slots of " + mapped.slotBytes() + " bytes")
                            + ": the coordinator does not speak the protocol. Let both sides run the same version of Myriapod.");
        }
        return mapped;
    }

    private void copy(Mapped from, PayloadChunk piece, byte[] target, int offset) {
        VarHandle.acquireFence();
        from.incoming().get((piece.getSlot() - 1) * from.slotBytes(), target, offset, piece.getLength());
        Objects.requireNonNull(stream).giveBack(piece.getSlot());
    }

    /** A stream is closed, and nothing is sent on it any more: what was on its way may never arrive. */
    public void streamEnded(Object sender) {
        SegmentStream peer = stream;
        if (peer != null) {
            List<Integer> lost = slots.abandoned(sender);
            if (!lost.isEmpty()) {
                peer.reclaim(lost);
            }
        }
    }

    void open(Mapped mapped) {
        slots = new Slots(mapped.slots());
        memory = mapped;
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
        stream = null;
        memory = null;
        retry();
    }

    /** Each that waits takes what it can get and waits again, behind the others. */
    private void retry() {
        while (!waiting.isEmpty() && (memory == null || slots.isAnyFree())) {
            Iterator<Runnable> first = waiting.iterator();
            Runnable next = first.next();
            first.remove();
            next.run();
        }
    }
}
