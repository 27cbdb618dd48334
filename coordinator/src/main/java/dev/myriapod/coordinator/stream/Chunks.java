package dev.myriapod.coordinator.stream;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Payloads too large for one message, on one stream: put together on their way in, cut up on their way out. Inside the
 * coordinator a payload is always whole, as a rope of what it came in; only what lies in slots is
 * copied. Owned by the loop.
 */
public final class Chunks {
    /** The largest payload that travels inside its message, where there is no segment. */
    public static final int SIZE = 1 << 20;

    /** The largest piece. */
    public static final int PIECE = Segment.SLOT_BYTES;

    /** From this size on what lies in one array is announced, so that the receiver puts it into one. */
    private static final int RUN = 4 << 20;

    private final Segment segment;
    private final Map<Long, Assembly> incoming = new HashMap<>();
    private long lastOutgoing;

    /** For a stream of a connection with that segment. */
    public Chunks(Segment segment) {
        this.segment = segment;
    }

    /** A piece arrived. */
    public void received(PayloadChunk chunk) {
        incoming.computeIfAbsent(chunk.getChunks(), number -> new Assembly()).add(chunk, segment);
    }

    /** Whether a payload of so many bytes may share its message with others. */
    public static boolean isSmall(int bytes) {
        return bytes < Segment.SMALLEST;
    }

    /** Whether a payload has to be {@link #split}. */
    public boolean isLarge(Payload payload) {
        return payload.getData().size() > (segment.isOpen() ? Segment.SMALLEST : SIZE);
    }

    /** The payload with its data inside. */
    public Payload join(Payload payload) {
        if (payload.getChunks() == 0) {
            return payload;
        }
        Assembly pieces = incoming.remove(payload.getChunks());
        ByteString data = pieces == null ? null : pieces.whole();
        if (data == null || data.size() != payload.getSize()) {
            throw new IllegalArgumentException("Payload " + payload.getChunks() + " should have " + payload.getSize()
                    + " bytes and has " + (data == null ? "none" : data.size() + "")
                    + ": the peer does not speak the protocol.");
        }
        return payload.toBuilder().setData(data).clearChunks().build();
    }

    /** The payload as it may stand in a message, its pieces having been sent first if it is large. */
    public Payload split(Payload payload, Consumer<PayloadChunk> send) {
        if (!isLarge(payload)) {
            return payload;
        }
        ByteString data = payload.getData();
        long number = ++lastOutgoing;
        int sent = 0;
        int end = 0;
        for (int leaf : Leaves.lengths(data)) {
            int begin = end;
            end += leaf;
            if (leaf >= RUN) {
                cut(number, data.substring(sent, begin), 0, send);
                cut(number, data.substring(begin, end), leaf, send);
                sent = end;
            }
        }
        cut(number, data.substring(sent), 0, send);
        return payload.toBuilder()
                .clearData()
                .setChunks(number)
                .setSize(data.size())
                .build();
    }

    private static void cut(long number, ByteString data, int run, Consumer<PayloadChunk> send) {
        for (int from = 0; from < data.size(); ) {
            // Not from + PIECE: near 2 GB that overflows.
            int to = from + Math.min(PIECE, data.size() - from);
            send.accept(PayloadChunk.newBuilder()
                    .setChunks(number)
                    .setData(data.substring(from, to))
                    .setRun(from == 0 ? run : 0)
                    .build());
            from = to;
        }
    }
}
