package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.RemoteFunctions;
import dev.myriapod.payload.ThrownCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.AssignTask;
import dev.myriapod.proto.v1.BadPayload;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.TaskFinished;
import dev.myriapod.proto.v1.Thrown;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a call, makes it, and encodes what came of it: the only place where user code runs in a worker. Thread-safe.
 */
final class TaskExecution {
    private final ClassLoader loader = ClassLoader.getSystemClassLoader();
    private final ValueCodec values = ValueCodec.of(loader);
    private final ThrownCodec thrownCodec = new ThrownCodec(values);
    private final DefinedFunctions functions = new DefinedFunctions(new RemoteFunctions(values, loader));

    void define(DefineFunction function) {
        functions.define(function);
    }

    /** Runs a task to its end, whatever that is. */
    TaskFinished.Builder run(AssignTask task) {
        long begin = System.nanoTime();
        TaskFinished.Builder finished = TaskFinished.newBuilder().setSequence(task.getSequence());
        try {
            Callable<@Nullable Object> call = bind(task.getCall());
            run(call, task.getRetryOnList(), finished);
        } catch (PayloadException e) {
            finished.setFailure(undecodable(e));
        }
        return finished.setRunNanos(System.nanoTime() - begin);
    }

    private void run(Callable<@Nullable Object> call, List<String> retryOn, TaskFinished.Builder finished) {
        Object result;
        try {
            result = call.call();
        } catch (Throwable thrown) {
            // Errors as well: the task has failed, and whether the JVM can go on is for its next task to find out.
            finished.setFailure(failure(thrown)).setRetry(matches(thrown.getClass(), retryOn));
            return;
        }
        try {
            ByteString bytes = values.encode(result, "the result");
            finished.setResult(Payload.newBuilder().setEncoding(1).setData(bytes).setSize(bytes.size()));
        } catch (PayloadException e) {
            finished.setFailure(unencodable(e, null));
        }
    }

    /** Runs the pool's initializer; what it failed with, or null. */
    @Nullable Failure initialize(FunctionCall initializer) {
        Callable<@Nullable Object> call;
        try {
            call = bind(initializer);
        } catch (PayloadException e) {
            return undecodable(e);
        }
        try {
            call.call();
            return null;
        } catch (Throwable thrown) {
            return failure(thrown);
        }
    }

    /** A child's function, ready to be called. */
    Callable<@Nullable Object> bind(FunctionCall call) {
        return functions.get(call.getFunction()).bind(call.getArguments().getData());
    }

    private Failure failure(Throwable thrown) {
        ThrownCodec.Encoded encoded = thrownCodec.encode(thrown);
        PayloadException why = encoded.unencodable();
        return why == null
                ? Failure.newBuilder()
                        .setMessage(String.valueOf(encoded.thrown().getMessage()))
                        .setThrown(encoded.thrown())
                        .build()
                : unencodable(why, encoded.thrown());
    }

    private static Failure undecodable(PayloadException e) {
        return unencodable(e, null);
    }

    private static Failure unencodable(PayloadException e, @Nullable Thrown instead) {
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
