package dev.myriapod.coordinator.segment;

import dev.myriapod.coordinator.memory.Allocated;
import dev.myriapod.coordinator.memory.Aside;
import dev.myriapod.coordinator.memory.Room;
import dev.myriapod.proto.v1.SegmentMade;
import dev.myriapod.proto.v1.SegmentReply;
import dev.myriapod.proto.v1.SegmentRequest;
import dev.myriapod.proto.v1.SlotsReclaimed;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream that a segment lives on: makes it, and passes on what is said of its slots. Owned by the loop. */
public final class SegmentStream {
    private static final Logger log = LoggerFactory.getLogger(SegmentStream.class);

    /** The switch: {@code off} lets everything travel in band. */
    private static final String PROPERTY = "myriapod.segments";

    private final Segment segment;
    private final ServerCallStreamObserver<SegmentReply> peer;
    private final Executor loop;
    private final Room room;
    private @Nullable Allocated file;
    private @Nullable MappedByteBuffer memory;
    /** It is the stream of this segment, and no other. */
    private boolean claimed;

    private boolean over;

    /** Of a process that may have a segment. */
    public SegmentStream(Segment segment, ServerCallStreamObserver<SegmentReply> peer, Executor loop, Room room) {
        this.segment = segment;
        this.peer = peer;
        this.loop = loop;
        this.room = room;
    }

    /** The process said this. */
    public void received(SegmentRequest request) {
        switch (request.getRequestCase()) {
            case WANT -> want();
            case MAPPED -> mapped();
            case RETURNED -> own().returned(request.getReturned().getSlotsList());
            case RECLAIM ->
                // What it sent before has been read, and the slots with it.
                peer.onNext(SegmentReply.newBuilder()
                        .setReclaimed(SlotsReclaimed.newBuilder()
                                .addAllSlots(request.getReclaim().getSlotsList()))
                        .build());
            case RECLAIMED -> own().reclaimed(request.getReclaimed().getSlotsList());
            case REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        }
    }

    private Segment own() {
        if (!claimed) {
            throw new IllegalArgumentException("The stream of a segment must begin with want.");
        }
        return segment;
    }

    private void want() {
        if ("off".equals(System.getProperty(PROPERTY))) {
            refuse("Payloads travel in band here.");
            return;
        }
        if (claimed || !segment.claim()) {
            refuse("This connection cannot have a segment, or had one before.");
            return;
        }
        claimed = true;
        try {
            Aside.THREADS.begin("segment-allocation", this::make);
        } catch (OutOfMemoryError e) {
            log.debug("there can be no thread to make a segment", e);
            refuse("There is no thread to make a segment.");
        }
    }

    private void make() {
        try {
            Allocated made = room.makeInPlenty(2L * Segment.SLOTS * Segment.SLOT_BYTES);
            MappedByteBuffer mapping = map(made);
            if (!tell(() -> made(made, mapping))) {
                made.close();
            }
        } catch (IOException | RuntimeException e) {
            log.debug("no segment", e);
            boolean unused = tell(() -> refuse("There is no room for a segment: " + e.getMessage()));
        }
    }

    private boolean tell(Runnable news) {
        try {
            loop.execute(news);
            return true;
        } catch (RejectedExecutionException e) {
            log.debug("the coordinator has ended meanwhile", e);
            return false;
        }
    }

    private static MappedByteBuffer map(Allocated made) throws IOException {
        try (FileChannel channel =
                FileChannel.open(Path.of(made.path()), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Touched here, where it keeps nobody waiting.
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, 2L * Segment.SLOTS * Segment.SLOT_BYTES)
                    .load();
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void made(Allocated made, MappedByteBuffer mapping) {
        file = made;
        if (over) {
            close();
            return;
        }
        memory = mapping;
        segment.receive(peer, mapping);
        peer.onNext(SegmentReply.newBuilder()
                .setMade(SegmentMade.newBuilder()
                        .setPath(made.path())
                        .setStamp(made.stamp())
                        .setSlots(Segment.SLOTS)
                        .setSlotBytes(Segment.SLOT_BYTES))
                .build());
    }

    private void mapped() {
        if (memory == null) {
            throw new IllegalArgumentException("A segment was mapped twice, or before it was made.");
        }
        segment.send(memory);
        memory = null;
        // Both have mapped it: it goes when neither does any more.
        close();
    }

    private void refuse(String why) {
        if (!over) {
            over = true;
            peer.onError(Status.UNAVAILABLE.withDescription(why).asRuntimeException());
        }
    }

    /** The stream is gone. */
    public void ended() {
        over = true;
        memory = null;
        if (claimed) {
            segment.end();
        }
        close();
    }

    private void close() {
        Allocated held = file;
        file = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                log.warn("A segment's file could not be closed; it stays until this process ends.", e);
            }
        }
    }
}
