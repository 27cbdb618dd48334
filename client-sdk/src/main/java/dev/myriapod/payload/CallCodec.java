package dev.myriapod.payload;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.graph.Remedy;
import dev.myriapod.payload.shape.LambdaNames;
import dev.myriapod.payload.shape.LambdaShape;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Encodes calls on the side that makes them. Lambdas and method references travel by their names; what is found out about
 * one is kept as long as its class lives. Thread-safe.
 */
public final class CallCodec {
    private static final ClassValue<AtomicReference<FunctionDefinition>> DEFINITIONS = new ClassValue<>() {
        @Override
        protected AtomicReference<FunctionDefinition> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    private final ValueCodec values;

    public CallCodec(ValueCodec values) {
        this.values = values;
    }

    /**
     * Encodes a call of a function: one of {@code dev.myriapod.function}, or a serializable
     * {@link java.util.concurrent.Callable} or {@link Runnable}.
     *
     * @throws PayloadException if the function or an argument cannot travel, naming which, and what in it is in the way
     */
    public EncodedCall encode(Object function, @Nullable Object... arguments) {
        Class<?> type = function.getClass();
        if (!(function instanceof Serializable)) {
            throw notSerializable(function);
        }
        if (!BoundCall.accepts(function, arguments.length)) {
            throw new PayloadException(
                    "An object of " + type.getName() + " cannot be called with " + arguments.length
                            + " arguments: it must implement the interface of dev.myriapod.function for that number"
                            + " (or, without arguments, Callable or Runnable).",
                    TaskRun.NONE,
                    type.getName(),
                    "the function",
                    null);
        }
        return LambdaShape.isLambda(type) ? encodeLambda(function, arguments) : encodeObject(function, arguments);
    }

    private EncodedCall encodeLambda(Object function, @Nullable Object[] arguments) {
        LambdaShape shape = LambdaShape.of(function.getClass());
        LambdaNames names = shape.names(function);
        AtomicReference<FunctionDefinition> known = DEFINITIONS.get(function.getClass());
        FunctionDefinition definition = known.get();
        if (definition == null) {
            definition = FunctionDefinition.ofLambda(names);
            known.set(definition);
        }
        int captured = names.captured();
        if (captured == 0) {
            return new EncodedCall(definition, values.encodeTuple(arguments, CallCodec::argument));
        }
        @Nullable Object[] all = concat(shape.captured(function), arguments);
        try {
            ByteString bytes = values.encodeTuple(
                    all, index -> index < captured ? captured(names, index) : argument(index - captured));
            return new EncodedCall(definition, bytes);
        } catch (PayloadException e) {
            throw e.path().startsWith("captured ") ? explained(names, all[0], e) : e;
        }
    }

    private EncodedCall encodeObject(Object function, @Nullable Object[] arguments) {
        AtomicReference<FunctionDefinition> known = DEFINITIONS.get(function.getClass());
        FunctionDefinition definition = known.get();
        if (definition == null) {
            definition = FunctionDefinition.ofObject(function.getClass());
            known.set(definition);
        }
        ByteString bytes = values.encodeTuple(
                concat(new Object[] {function}, arguments), index -> index == 0 ? "the function" : argument(index - 1));
        return new EncodedCall(definition, bytes);
    }

    private static @Nullable Object[] concat(@Nullable Object[] first, @Nullable Object[] second) {
        @Nullable Object[] all = new Object[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String argument(int index) {
        return "argument " + (index + 1);
    }

    private static String captured(LambdaNames names, int index) {
        if (!names.capturesReceiver()) {
            return "captured variable " + (index + 1);
        }
        return index == 0 ? (names.isLambda() ? "captured this" : "captured receiver") : "captured variable " + index;
    }

    private static PayloadException explained(LambdaNames names, @Nullable Object first, PayloadException failure) {
        String holder = first == null ? "" : first.getClass().getName();
        String advice;
        if (failure.path().startsWith("captured this")) {
            advice =
                    " The lambda uses a field or a method of the object that it stands in, so it takes the whole object ("
                            + holder
                            + ") along. Make the method that it stands in and what it uses static, or copy the field to a"
                            + " local variable before the lambda and use that, or let " + holder
                            + " be Serializable with all that"
                            + " it holds.";
        } else if (failure.path().startsWith("captured receiver")) {
            advice = " A method reference to a method of an object takes that object (" + holder
                    + ") along. Refer to a static method, or make the object inside of the function.";
        } else {
            advice =
                    " The function takes along every local variable of the code around that it uses. Let it use only what"
                            + " can travel, and make the rest inside of it.";
        }
        return new PayloadException(
                "What " + names.describe() + " captured cannot be sent. " + failure.getMessage() + advice,
                TaskRun.NONE,
                failure.typeName(),
                failure.path(),
                failure);
    }

    private static PayloadException notSerializable(Object function) {
        String why = LambdaShape.isLambda(function.getClass())
                ? Remedy.forValue(function, "the function")
                        + " With ProcessPool, give the lambda to submit(RemoteCallable) or submit(RemoteRunnable) directly,"
                        + " without a variable of another type in between."
                : function.getClass().getName() + " is not Serializable. Let the class implement Serializable, or the"
                        + " interface of dev.myriapod.function that fits, or give a lambda to submit(RemoteCallable).";
        return new PayloadException(
                "The function cannot travel to another process: " + why,
                TaskRun.NONE,
                function.getClass().getName(),
                "the function",
                null);
    }
}
