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
        Thrown.Builder thrown = Thrown.newBuilder()
                .setClassName(throwable.getClass().getName())
                .setMessage(ThrowableText.message(throwable, MAX_MESSAGE))
                .setStackTrace(ThrowableText.print(throwable, ThrownCodec::trimmed, MAX_STACK_TRACE));
        try {
            ByteString bytes = values.encode(throwable, "the exception");
            if (bytes.size() > MAX_THROWABLE) {
                throw new PayloadException(
                        "The exception has " + bytes.size() + " bytes, and " + MAX_THROWABLE
                                + " is the limit for one; it travels as text.",
                        TaskRun.NONE,
                        throwable.getClass().getName(),
                        "the exception",
                        null);
            }
            thrown.setThrowable(Payload.newBuilder()
                    .setEncoding(ValueCodec.ENCODING)
                    .setData(bytes)
                    .setSize(bytes.size()));
        } catch (PayloadException e) {
            onTextOnly.accept(e);
        }
        return thrown.build();
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
                    setFrames(original, Frames.join(Frames.of(original), marker(run), site));
                    return original;
                }
                obstacle = "it throws when it is asked what it is";
            } else {
                obstacle = "it replaced itself by something else when it was serialized";
            }
        } catch (PayloadException e) {
            obstacle = String.valueOf(e.getMessage());
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
        setFrames(remote, Frames.join(ThrowableText.frames(thrown.getStackTrace()), marker(run), site));
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
        setFrames(throwable, trimmed(Frames.of(throwable)));
        for (Throwable suppressed : throwable.getSuppressed()) {
            trimAll(suppressed, seen);
        }
        trimAll(causeOf(throwable), seen);
    }

    private static @Nullable Throwable causeOf(Throwable throwable) {
        try {
            return throwable.getCause();
        } catch (RuntimeException | Error e) {
            // User code that fails while its failure is reported; its cause stays as it is.
            return null;
        }
    }

    private static void setFrames(Throwable throwable, StackTraceElement[] frames) {
        try {
            throwable.setStackTrace(frames);
        } catch (RuntimeException | Error e) {
            // The user's class does not want other frames, so it keeps the ones that it has.
            return;
        }
    }
}
