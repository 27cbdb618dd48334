package dev.myriapod.client.outcome;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** Makes a value of its bytes. Runs user code: never called on an event loop nor with a lock held. Thread-safe. */
@FunctionalInterface
public interface ValueDecoder {
    /** The value; throws what it likes if the bytes do not hold one. If nobody else has them, they may become part of it. */
    @Nullable
    Object decode(ByteString bytes, boolean sole);
}
