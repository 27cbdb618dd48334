package dev.myriapod.client.submit;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** Encodes calls, on the caller's thread; runs user code. Thread-safe. */
@FunctionalInterface
public interface CallEncoder {
    /**
     * The call of this function with these arguments.
     *
     * @throws dev.myriapod.failure.PayloadException if one of them cannot travel
     */
    Encoded encode(Object function, @Nullable Object... arguments);

    /**
     * A call as bytes.
     *
     * @param definition what the function is; equal for equal functions
     * @param arguments what it captured, then its arguments
     */
    record Encoded(ByteString definition, ByteString arguments) {}
}
