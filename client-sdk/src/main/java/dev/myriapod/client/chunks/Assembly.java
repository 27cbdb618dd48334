package dev.myriapod.client.chunks;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.myriapod.client.segment.Segment;
import dev.myriapod.proto.v1.PayloadChunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of one payload that have come. Those in slots have to be copied: a run of them goes into one array, which can become
 * part of the value. Owned by the loop.
 */
final class Assembly {
    /** To clear an array takes the loop time, in which it serves nobody else; larger ones go in pieces. */
    private static final int LONGEST_RUN = 64 << 20;

    private final List<ByteString> parts = new ArrayList<>();
    /** Of the run that has begun and not ended. */
    private byte @Nullable [] run;

    private int filled;

    void add(PayloadChunk piece, Segment segment) {
        if (run == null && piece.getRun() > 0 && piece.getRun() <= LONGEST_RUN && piece.getSlot() != 0) {
            run = new byte[piece.getRun()];
            filled = 0;
        }
        if (run == null) {
            parts.add(segment.unload(piece));
        } else {
            filled += segment.unload(piece, run, filled);
            if (filled == run.length) {
                parts.add(UnsafeByteOperations.unsafeWrap(run));
                run = null;
            }
        }
    }

    /** All that has come, as a rope. */
    ByteString whole() {
        if (run != null) {
            parts.add(UnsafeByteOperations.unsafeWrap(run, 0, filled));
            run = null;
        }
        return ByteString.copyFrom(parts);
    }
}
