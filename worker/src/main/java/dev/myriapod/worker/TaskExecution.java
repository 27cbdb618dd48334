package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.RemoteCall;
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
import org.jspecify.annotations.Nullable;

/** Decodes a call, makes it, and encodes what came of it. May be used by several task threads. */
final class TaskExecution {
}
