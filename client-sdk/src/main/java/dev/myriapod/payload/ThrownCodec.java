package dev.myriapod.payload;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.RemoteException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.trace.Frames;
import dev.myriapod.payload.trace.ThrowableText;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.Thrown;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions of user code as bytes and back. Never fails: what cannot travel as an object travels as text. Stack traces
 * come back without Myriapod's own frames in the worker, and with the place of the submit below. Thread-safe.
 */
public final class ThrownCodec {
    private static final int MAX_MESSAGE = 64 * 1024;
    private static final int MAX_STACK_TRACE = 256 * 1024;

    /** A larger exception travels as text. Bigger: outcomes of failed tasks fill the connection. */
    private static final int MAX_THROWABLE = 1024 * 1024;

    private static final String CALLER = BoundCall.class.getName();

    private final ValueCodec values;

    public ThrownCodec(ValueCodec values) {
        this.values = values;
    }

    /** Encodes what a function threw. */
    public Thrown encode(Throwable throwable) {
        return encode(throwable, failure -> {});
    }

    /**
     * Encodes what a function threw.
     *
     * @param onTextOnly is told, before this returns, why the exception travels as text: type and path of what is in the way
     */
    public Thrown encode(Throwable throwable, Consumer<PayloadException> onTextOnly) {
        ThrowableText text = ThrowableText.of(throwable, ThrownCodec::trimmed, MAX_STACK_TRACE);
        Thrown.Builder thrown = Thrown.newBuilder()
                .setClassName(throwable.getClass().getName())
                .setMessage(text.message(throwable, MAX_MESSAGE))
                .setStackTrace(text.stackTrace());
        try {
            ByteString bytes = encode(throwable, text.trouble().orElse(null));
            thrown.setThrowable(Payload.newBuilder()
                    .setEncoding(ValueCodec.ENCODING)
                    .setData(bytes)
                    .setSize(bytes.size()));
        } catch (PayloadException e) {
            onTextOnly.accept(e);
        }
        return thrown.build();
    }

    private ByteString encode(Throwable throwable, @Nullable Throwable trouble) {
        if (trouble != null) {
            throw textOnly(
                    throwable,
                    "The exception throws itself when it is asked for its message, cause or stack trace ("
                            + trouble.getClass() + "), which would harm whoever catches it; it travels as text.",
                    trouble);
        }
        ByteString bytes = values.encode(throwable, "the exception");
        if (bytes.size() > MAX_THROWABLE) {
            throw textOnly(
                    throwable,
                    "The exception has " + bytes.size() + " bytes, and " + MAX_THROWABLE
                            + " is the limit for one; it travels as text.",
                    null);
        }
        return bytes;
    }

    private static PayloadException textOnly(Throwable throwable, String message, @Nullable Throwable cause) {
        return new PayloadException(message, TaskRun.NONE, throwable.getClass().getName(), "the exception", cause);
    }

    /**
     * The exception to give to the one who submitted: the original with its remote frames first, then a marker, then the
     * frames of the submit. If it cannot be rebuilt here, a {@link RemoteException} with the same text.
     *
     * @param run which run threw it
     * @param submitSite the stack trace of the submitting thread; Myriapod's own frames at its top are left out
     */
    public Throwable decode(Thrown thrown, TaskRun run, StackTraceElement[] submitSite) {
        StackTraceElement[] site = Frames.belowOwn(submitSite);
        String obstacle;
        try {
            if (!thrown.hasThrowable()) {
                obstacle = "it could not be encoded where it was thrown";
            } else if (values.decode(thrown.getThrowable().getData()) instanceof Throwable original) {
                if (tellsWhatItIs(original)) {
                    trimAll(original, Collections.newSetFromMap(new IdentityHashMap<>()));
                    original.setStackTrace(Frames.join(original.getStackTrace(), marker(run), site));
                    return original;
                }
                obstacle = "it throws when it is asked what it is";
            } else {
                obstacle = "it replaced itself by something else when it was serialized";
            }
        } catch (PayloadException e) {
            obstacle = String.valueOf(e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // Its own methods run here, and may mind being given other frames.
            obstacle = "it throws " + e.getClass().getName() + " when it is asked for its stack trace";
        }
        return remote(thrown, run, site, obstacle);
    }

    /** One that throws instead cannot be wrapped: the constructor of ExecutionException asks. */
    private static boolean tellsWhatItIs(Throwable original) {
        try {
            String unused = original.toString();
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    private static RemoteException remote(Thrown thrown, TaskRun run, StackTraceElement[] site, String obstacle) {
        String text = thrown.getMessage().isEmpty()
                ? thrown.getClassName()
                : thrown.getClassName() + ": " + thrown.getMessage();
        RemoteException remote = new RemoteException(
                text + "\n(A " + RemoteException.class.getSimpleName()
                        + " stands in for the exception, because it cannot be rebuilt in this JVM: " + obstacle + ")",
                run,
                thrown.getClassName(),
                thrown.getStackTrace());
        remote.setStackTrace(Frames.join(ThrowableText.frames(thrown.getStackTrace()), marker(run), site));
        return remote;
    }

    /** Prints as {@code at --- submitted from ---.(task 7, attempt 1, worker-3, pid 4711)}. */
    private static StackTraceElement marker(TaskRun run) {
        String where = run.equals(TaskRun.NONE)
                ? "another process"
                : "task " + run.taskId() + ", attempt " + run.attempt() + ", " + run.worker() + ", pid "
                        + run.workerPid();
        return new StackTraceElement("--- submitted from ---", "", where, -1);
    }

    private static StackTraceElement[] trimmed(StackTraceElement[] frames) {
        return Frames.above(frames, CALLER);
    }

    private static void trimAll(@Nullable Throwable throwable, Set<Throwable> seen) {
        if (throwable == null || !seen.add(throwable)) {
            return;
        }
        throwable.setStackTrace(trimmed(throwable.getStackTrace()));
        for (Throwable suppressed : throwable.getSuppressed()) {
            trimAll(suppressed, seen);
        }
        trimAll(throwable.getCause(), seen);
    }
}
