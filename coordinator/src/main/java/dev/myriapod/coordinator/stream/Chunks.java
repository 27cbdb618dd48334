package dev.myriapod.coordinator.stream;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Payloads too large for one message, on one stream: put together on their way in, cut up on their way out. Inside the
 * coordinator a payload is always whole, as a rope of the pieces it came in; nothing is copied. Owned by the loop.
 */
public final class Chunks {
    /** The largest piece, and the largest payload that travels inside its message. */
    public static final int SIZE = 1 << 20;

    private final Map<Long, ByteString> incoming = new HashMap<>();
    private long lastOutgoing;

    /** A piece arrived. */
    public void received(PayloadChunk chunk) {
        incoming.merge(chunk.getChunks(), chunk.getData(), ByteString::concat);
    }

    /** The payload with its data inside. */
    public Payload join(Payload payload) {
        if (payload.getChunks() == 0) {
            return payload;
        }
        ByteString data = incoming.remove(payload.getChunks());
        if (data == null || data.size() != payload.getSize()) {
            throw new IllegalArgumentException("Payload " + payload.getChunks() + " should have " + payload.getSize()
                    + " bytes and has " + (data == null ? "none" : data.size() + "")
                    + ": the peer does not speak the protocol.");
        }
        return payload.toBuilder().setData(data).clearChunks().build();
    }

    /** The payload as it may stand in a message, its pieces having been sent first if it is large. */
    public Payload split(Payload payload, Consumer<PayloadChunk> send) {
        ByteString data = payload.getData();
        if (data.size() <= SIZE) {
            return payload;
        }
        long number = ++lastOutgoing;
        int from = 0;
        while (from < data.size()) {
            // Not from + SIZE: near 2 GB that overflows.
            int to = from + Math.min(SIZE, data.size() - from);
            send.accept(PayloadChunk.newBuilder()
                    .setChunks(number)
                    .setData(data.substring(from, to))
                    .build());
            from = to;
        }
        return payload.toBuilder()
                .clearData()
                .setChunks(number)
                .setSize(data.size())
                .build();
    }
}
