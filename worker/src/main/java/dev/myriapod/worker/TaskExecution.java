package dev.myriapod.worker;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.BoundCall;
import dev.myriapod.payload.FunctionResolver;
import dev.myriapod.payload.ThrownCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.BadPayload;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.Thrown;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a call, makes it, and encodes what came of it: the only place where user code runs in a worker. Thread-safe.
 */
final class TaskExecution {
    private final ValueCodec values = ValueCodec.of(ClassLoader.getSystemClassLoader());
    private final ThrownCodec thrownCodec = new ThrownCodec(values);
    private final DefinedFunctions functions = new DefinedFunctions(new FunctionResolver(values));

    void define(DefineFunction function) {
        functions.define(function);
    }

    /** What a function is called; empty if it is not known here. */
    String nameOf(int function) {
        return functions.nameOf(function);
    }

    /** Runs a task to its end, whatever that is. */
    TaskReports.Outcome run(Assignment task) {
        try {
            return run(bind(task), task.retryOn());
        } catch (PayloadException e) {
            return new TaskReports.Outcome.Failed(bad(e, null), false, "");
        } catch (Throwable thrown) {
            // Whatever it is, the coordinator waits for an outcome, and the thread must live on for the next task.
            return new TaskReports.Outcome.Failed(failure(thrown), false, vmError(thrown));
        }
    }

    private TaskReports.Outcome run(BoundCall call, List<String> retryOn) {
        Object result;
        try {
            result = call.call();
        } catch (Throwable thrown) {
            // Errors as well: the task has failed, and the coordinator decides how long this JVM goes on.
            return new TaskReports.Outcome.Failed(
                    failure(thrown), matches(thrown.getClass(), retryOn), vmError(thrown));
        }
        // Copied when it leaves: this thread waits for that, and nothing else of the user's runs on it.
        return new TaskReports.Outcome.Returned(values.encodeViews(result, "the result"));
    }

    /** Runs the pool's initializer; what it failed with, or null. */
    @Nullable
    Failure initialize(FunctionCall initializer) {
        BoundCall call;
        try {
            call = functions
                    .get(initializer.getFunction())
                    .bind(initializer.getArguments().getData());
        } catch (PayloadException e) {
            return bad(e, null);
        }
        try {
            call.call();
            return null;
        } catch (Throwable thrown) {
            return failure(thrown);
        }
    }

    /** A child's function, ready to be called. */
    BoundCall bind(Assignment child) {
        // They came over a socket, or were copied out of a slot, for this assignment alone.
        return functions.get(child.function()).bind(child.arguments(), true);
    }

    private Failure failure(Throwable thrown) {
        AtomicReference<@Nullable PayloadException> textOnly = new AtomicReference<>();
        Thrown encoded = thrownCodec.encode(thrown, textOnly::set);
        PayloadException why = textOnly.get();
        return why == null
                ? Failure.newBuilder()
                        .setMessage(encoded.getMessage())
                        .setThrown(encoded)
                        .build()
                : bad(why, encoded);
    }

    private static Failure bad(PayloadException e, @Nullable Thrown instead) {
        BadPayload.Builder bad =
                BadPayload.newBuilder().setClassName(e.typeName()).setPath(e.path());
        if (instead != null) {
            bad.setThrown(instead);
        }
        return Failure.newBuilder()
                .setMessage(String.valueOf(e.getMessage()))
                .setBadPayload(bad)
                .build();
    }

    private static String vmError(Throwable thrown) {
        return thrown instanceof VirtualMachineError ? thrown.getClass().getName() : "";
    }

    /** By name, so that the classes need not exist on this side. */
    private static boolean matches(Class<?> thrown, List<String> names) {
        for (Class<?> type = thrown; type != null && !names.isEmpty(); type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
