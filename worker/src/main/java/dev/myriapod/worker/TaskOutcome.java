package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Failure;

/** What became of a task here. */
sealed interface TaskOutcome {
    /** Its function returned this. */
    record Returned(ByteString result) implements TaskOutcome {}

    /**
     * It failed.
     *
     * @param retry with one of those exceptions that it wants retried
     * @param vmError the class of the VirtualMachineError that it threw; empty if it threw none
     */
    record Failed(Failure failure, boolean retry, String vmError) implements TaskOutcome {}
}
