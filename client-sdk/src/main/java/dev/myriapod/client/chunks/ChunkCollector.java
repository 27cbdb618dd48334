package dev.myriapod.client.chunks;

import com.google.protobuf.ByteString;
import dev.myriapod.client.segment.Segment;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.Thrown;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts the payloads of one stream together again, copying only what lies in slots. Each payload is taken once. Not thread-safe: used by the
 * stream's event loop.
 */
public final class ChunkCollector {
    private final Segment segment;
    /** By the payload's number; owned by the event loop. */
    private final Map<Long, Assembly> pieces = new HashMap<>();

    /** For a stream without a segment. */
    public ChunkCollector() {
        this(Segment.NONE);
    }

    /** For a stream of a connection with that segment. */
    public ChunkCollector(Segment segment) {
        this.segment = segment;
    }

    /** Keeps a piece until its payload is mentioned. */
    public void add(PayloadChunk chunk) {
        pieces.computeIfAbsent(chunk.getChunks(), number -> new Assembly()).add(chunk, segment);
    }

    /**
     * The bytes of a payload, wherever they are.
     *
     * @throws BrokenPayloadException if the chunks that it mentions did not come, or not all of them
     */
    public ByteString take(Payload payload) throws BrokenPayloadException {
        if (payload.getChunks() == 0) {
            segment.travelled(payload.getData().size());
            return payload.getData();
        }
        Assembly parts = pieces.remove(payload.getChunks());
        ByteString whole = parts == null ? ByteString.EMPTY : parts.whole();
        if (whole.size() != payload.getSize()) {
            throw new BrokenPayloadException(payload.getSize(), whole.size());
        }
        return whole;
    }

    /**
     * A failure whose payloads hold their bytes themselves.
     *
     * @throws BrokenPayloadException if chunks that it mentions did not come, or not all of them
     */
    public Failure take(Failure failure) throws BrokenPayloadException {
        return switch (failure.getKindCase()) {
            case THROWN ->
                failure.toBuilder().setThrown(take(failure.getThrown())).build();
            case BAD_PAYLOAD ->
                failure.getBadPayload().hasThrown()
                        ? failure.toBuilder()
                                .setBadPayload(failure.getBadPayload().toBuilder()
                                        .setThrown(take(failure.getBadPayload().getThrown())))
                                .build()
                        : failure;
            case POOL_BROKEN ->
                failure.getPoolBroken().hasInitializer()
                        ? failure.toBuilder()
                                .setPoolBroken(failure.getPoolBroken().toBuilder()
                                        .setInitializer(
                                                take(failure.getPoolBroken().getInitializer())))
                                .build()
                        : failure;
            case DEATH, TIMED_OUT, CANCELLED, KIND_NOT_SET -> failure;
        };
    }

    /** Whether nothing is being kept. */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    private Thrown take(Thrown thrown) throws BrokenPayloadException {
        if (!thrown.hasThrowable() || thrown.getThrowable().getChunks() == 0) {
            return thrown;
        }
        Payload whole = thrown.getThrowable().toBuilder()
                .setChunks(0)
                .setData(take(thrown.getThrowable()))
                .build();
        return thrown.toBuilder().setThrowable(whole).build();
    }
}
