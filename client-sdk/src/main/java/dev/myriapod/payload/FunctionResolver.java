package dev.myriapod.payload;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;

/** Finds functions by their definitions, on the side that runs them. Thread-safe. */
public final class FunctionResolver {
    private final ValueCodec values;

    /** A resolver that looks where the codec looks for classes. */
    public FunctionResolver(ValueCodec values) {
        this.values = values;
    }

    /**
     * Finds a function; do this once for each definition and keep the result. The class of a lambda that captures nothing
     * is initialized by this.
     *
     * @param definition what {@link FunctionDefinition#bytes()} gave on the other side
     * @throws PayloadException if this JVM has not got the class or the lambda, naming it
     */
    public ResolvedFunction resolve(ByteString definition) {
        try {
            return ResolvedFunction.of(FunctionDefinition.parse(definition), values);
        } catch (Throwable e) {
            throw DecodeFailure.of(e);
        }
    }
}
