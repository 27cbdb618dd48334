package dev.myriapod.client.task;

import com.google.protobuf.ByteString;
import dev.myriapod.TaskState;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.proto.v1.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended. A task without an outcome has not ended. What came over the wire is kept as it came until somebody
 * asks, because reading it runs user code:
 *
 * <pre>
 * none → Encoded | Failing | Unmade → Settling → Succeeded | Failed
 * none → Cancelled
 * </pre>
 */
sealed interface Outcome {
    /** Ended, but not yet read. */
    sealed interface Unsettled extends Outcome {}

    /** What {@code get()} gives, for good. */
    sealed interface Settled extends Outcome {}

    /** A result as bytes. */
    record Encoded(ByteString result, boolean sole) implements Unsettled {
        /** Whether an array of it becomes part of the value, and may be changed, as soon as one of the threads reads it. */
        boolean mayBeGivenAway() {
            return sole && result.size() >= ByteSink.RUN;
        }
    }

    /** A failure as data. */
    record Failing(Failure failure, String worker) implements Unsettled {}

    /** A failure that arose on this side; each future makes an exception of its own. */
    record Unmade(Function<TaskRun, Throwable> maker) implements Unsettled {}

    /** One thread reads it; the others wait for the latch. */
    record Settling(CountDownLatch settled) implements Outcome {}

    /** A result. */
    record Succeeded(@Nullable Object value) implements Settled {}

    /** An exception. */
    record Failed(TaskState state, Throwable cause) implements Settled {}

    /** Nobody wants it any more; the message says who said so. */
    record Cancelled(String message) implements Settled {}
}
