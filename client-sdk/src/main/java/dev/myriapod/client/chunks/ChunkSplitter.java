package dev.myriapod.client.chunks;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Makes payloads for one stream. What is longer than {@link #LIMIT} is sent as chunks before the message that mentions it; the
 * chunks are views of the bytes, not copies. Thread-safe: chunks of several payloads may mix on the stream.
 */
public final class ChunkSplitter {
    /** The longest payload, and the longest piece, that travels in one message, in bytes. */
    public static final int LIMIT = 1 << 20;

    private final AtomicLong numbers = new AtomicLong();

    /**
     * A payload that holds these bytes or, if they are too many, mentions the chunks that were given to send, in order, on this
     * thread, before this returns.
     */
    public Payload split(ByteString bytes, Consumer<PayloadChunk> send) {
        Payload.Builder payload =
                Payload.newBuilder().setEncoding(ValueCodec.ENCODING).setSize(bytes.size());
        if (bytes.size() <= LIMIT) {
            return payload.setData(bytes).build();
        }
        long number = numbers.incrementAndGet();
        for (int from = 0; from < bytes.size(); ) {
            int to = from + Math.min(LIMIT, bytes.size() - from);
            send.accept(PayloadChunk.newBuilder()
                    .setChunks(number)
                    .setData(bytes.substring(from, to))
                    .build());
            from = to;
        }
        return payload.setChunks(number).build();
    }
}
