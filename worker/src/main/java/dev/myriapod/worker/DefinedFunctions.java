package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.FunctionDefinition;
import dev.myriapod.payload.FunctionResolver;
import dev.myriapod.payload.ResolvedFunction;
import dev.myriapod.proto.v1.DefineFunction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that this worker has heard of, by number. A definition comes before the first task that names it and is
 * resolved by that task's thread, as it may load and initialize the user's classes. Thread-safe.
 */
final class DefinedFunctions {
    private final FunctionResolver resolver;
    private final Map<Integer, ByteString> definitions = new ConcurrentHashMap<>();
    private final Map<Integer, ResolvedFunction> resolved = new ConcurrentHashMap<>();

    DefinedFunctions(FunctionResolver resolver) {
        this.resolver = resolver;
    }

    void define(DefineFunction function) {
        definitions.put(function.getNumber(), function.getDefinition());
    }

    /** What a function is called; empty if it was not defined. */
    String nameOf(int number) {
        ByteString definition = definitions.get(number);
        return definition == null ? "" : FunctionDefinition.nameOf(definition);
    }

    /**
     * The function of that number.
     *
     * @throws dev.myriapod.failure.PayloadException if this JVM has not got it
     */
    ResolvedFunction get(int number) {
        ResolvedFunction known = resolved.get(number);
        if (known != null) {
            return known;
        }
        ByteString definition = definitions.get(number);
        if (definition == null) {
            throw new IllegalStateException("Function " + number + " was never defined on this stream.");
        }
        // Two threads may do this at once; what they find is the same.
        ResolvedFunction found = resolver.resolve(definition);
        resolved.put(number, found);
        return found;
    }
}
