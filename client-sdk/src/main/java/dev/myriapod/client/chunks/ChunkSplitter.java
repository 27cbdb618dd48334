package dev.myriapod.client.chunks;

import com.google.protobuf.ByteString;
import dev.myriapod.client.segment.Segment;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.bytes.Leaves;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Makes payloads for one stream. What is longer than {@link #LIMIT} is sent as chunks before the message that mentions it; the
 * chunks are views of the bytes, not copies. Thread-safe: chunks of several payloads may mix on the stream.
 */
public final class ChunkSplitter {
    /** The longest payload that travels in one message where there is no segment, in bytes. */
    public static final int LIMIT = 1 << 20;

    /** The longest piece. It fits into a slot, and with its header into a region of the usual collector. */
    public static final int PIECE = (1 << 20) - 64;

    private final Segment segment;
    private final AtomicLong numbers = new AtomicLong();

    /** For a stream without a segment. */
    public ChunkSplitter() {
        this(Segment.NONE);
    }

    /** For a stream of a connection with that segment. */
    public ChunkSplitter(Segment segment) {
        this.segment = segment;
    }

    /** Whether so many bytes are too many for one message. */
    public boolean isLarge(int bytes) {
        return bytes > (segment.isOpen() ? Segment.SMALLEST : LIMIT);
    }

    /**
     * A payload that holds these bytes or, if they are too many, mentions the chunks that were given to send, in order, on this
     * thread, before this returns.
     */
    public Payload split(ByteString bytes, Consumer<PayloadChunk> send) {
        Payload.Builder payload =
                Payload.newBuilder().setEncoding(ValueCodec.ENCODING).setSize(bytes.size());
        if (!isLarge(bytes.size())) {
            segment.travelled(bytes.size());
            return payload.setData(bytes).build();
        }
        long number = numbers.incrementAndGet();
        int sent = 0;
        int end = 0;
        for (ByteBuffer leaf : Leaves.of(bytes)) {
            int begin = end;
            end += leaf.remaining();
            if (leaf.remaining() >= ByteSink.RUN) {
                cut(number, bytes.substring(sent, begin), 0, send);
                cut(number, bytes.substring(begin, end), end - begin, send);
                sent = end;
            }
        }
        cut(number, bytes.substring(sent), 0, send);
        return payload.setChunks(number).build();
    }

    private static void cut(long number, ByteString bytes, int run, Consumer<PayloadChunk> send) {
        for (int from = 0; from < bytes.size(); ) {
            int to = from + Math.min(PIECE, bytes.size() - from);
            send.accept(PayloadChunk.newBuilder()
                    .setChunks(number)
                    .setData(bytes.substring(from, to))
                    .setRun(from == 0 ? run : 0)
                    .build());
            from = to;
        }
    }
}
