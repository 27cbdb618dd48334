package dev.myriapod.client.submit;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.TaskLimits;

/**
 * A task as it leaves: with small arguments, and submitted by no task. It can share a message with others.
 *
 * @param function its number on the stream
 * @param limits mostly those of the task before, and then the same object
 */
public record PlainTask(long id, int function, ByteString arguments, TaskLimits limits) {}
