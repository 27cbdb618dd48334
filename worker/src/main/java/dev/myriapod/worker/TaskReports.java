package dev.myriapod.worker;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.worker.nesting.WaitReports;

/** Where task threads report; any thread may. */
interface TaskReports extends WaitReports {
    /** The task has begun; said at once. */
    void started(long sequence);

    /** The task has ended. */
    void finished(long sequence, long runNanos, Outcome outcome);

    /** What became of a task here. */
    sealed interface Outcome {
        /** Its function returned this. */
        record Returned(ByteString result) implements Outcome {}

        /**
         * It failed.
         *
         * @param retry with one of those exceptions that it wants retried
         * @param vmError the class of the VirtualMachineError that it threw; empty if it threw none
         */
        record Failed(Failure failure, boolean retry, String vmError) implements Outcome {}
    }
}
