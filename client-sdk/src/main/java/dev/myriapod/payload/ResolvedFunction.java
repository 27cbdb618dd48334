package dev.myriapod.payload;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.shape.LambdaFactory;
import dev.myriapod.payload.shape.LambdaNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A function that was found, to be called any number of times. Thread-safe. */
public final class ResolvedFunction {
    private final FunctionDefinition definition;
    private final ValueCodec values;
    /** How many of the values in front of the arguments belong to the function. */
    private final int own;

    private final @Nullable LambdaFactory factory;
    private final @Nullable Object always;

    private ResolvedFunction(
            FunctionDefinition definition,
            ValueCodec values,
            int own,
            @Nullable LambdaFactory factory,
            @Nullable Object always) {
        this.definition = definition;
        this.values = values;
        this.own = own;
        this.factory = factory;
        this.always = always;
    }

    static ResolvedFunction of(FunctionDefinition definition, ValueCodec values) {
        LambdaNames names = definition.lambda();
        if (names == null) {
            return new ResolvedFunction(definition, values, 1, null, null);
        }
        LambdaFactory factory = new LambdaFactory(names, values.classes());
        Object always = names.captured() == 0 ? factory.make(new Object[0]) : null;
        return new ResolvedFunction(definition, values, names.captured(), factory, always);
    }

    /**
     * Decodes what to call it with.
     *
     * @param arguments what {@link EncodedCall#arguments()} was on the other side
     * @throws PayloadException if that cannot be decoded here
     */
    public BoundCall bind(ByteString arguments) {
        return bind(arguments, false);
    }

    /**
     * As {@link #bind(ByteString)}.
     *
     * @param sole nobody else has these bytes, nor will: large arrays need not be copied out of them
     */
    public BoundCall bind(ByteString arguments, boolean sole) {
        @Nullable Object[] all = values.decodeTuple(arguments, sole);
        try {
            if (all.length < own) {
                throw new MalformedException(definition + " captures " + own + " values and got " + all.length);
            }
            Object function = function(Arrays.copyOf(all, own));
            Object[] rest = Arrays.copyOfRange(all, own, all.length);
            if (function == null || !BoundCall.accepts(function, rest.length)) {
                throw new MalformedException(definition + " cannot be called with " + rest.length + " arguments");
            }
            return new BoundCall(function, rest);
        } catch (Throwable e) {
            throw DecodeFailure.of(e);
        }
    }

    private @Nullable Object function(@Nullable Object[] captured) {
        if (always != null) {
            return always;
        }
        return factory == null ? captured[0] : factory.make(captured);
    }

    /**
     * Decodes what to call it with, and calls it.
     *
     * @return its result; null if it is of a kind that has none
     * @throws Exception what the function throws, unchanged; or a {@link PayloadException} as from {@link #bind}
     */
    public @Nullable Object call(ByteString arguments) throws Exception {
        return bind(arguments).call();
    }

    /** For people, such as {@code com.acme.Squares.square}. */
    @Override
    public String toString() {
        return definition.toString();
    }
}
