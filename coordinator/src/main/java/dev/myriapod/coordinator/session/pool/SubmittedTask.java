package dev.myriapod.coordinator.session.pool;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.stream.Chunks;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.TaskLimits;

/**
 * What the scheduler carries along with a task.
 *
 * @param root the opening client's number of the task on whose behalf it runs; mostly its own; 0 if unknown
 * @param function its number in the pool
 * @param encoding how the arguments are to be read
 * @param arguments whole
 */
record SubmittedTask(long root, int function, int encoding, ByteString arguments, TaskLimits limits) {
    /** As it is, on behalf of another task. */
    SubmittedTask onBehalfOf(long task) {
        return new SubmittedTask(task, function, encoding, arguments, limits);
    }

    /** Whether it can share a message with others like it. */
    boolean isPlain() {
        return Chunks.isSmall(arguments.size()) && !isLimited() && limits.getRetryOnCount() == 0;
    }

    /** Whether its begin is to be reported at once. */
    boolean isLimited() {
        return limits.getTimeoutNanos() != 0 || limits.getQueueTimeoutNanos() != 0 || limits.getMemoryLimit() != 0;
    }

    /** What the worker is to call. */
    FunctionCall call() {
        return FunctionCall.newBuilder()
                .setFunction(function)
                .setArguments(Payload.newBuilder()
                        .setEncoding(encoding)
                        .setData(arguments)
                        .setSize(arguments.size()))
                .build();
    }
}
