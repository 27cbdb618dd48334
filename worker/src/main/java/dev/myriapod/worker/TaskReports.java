package dev.myriapod.worker;

import dev.myriapod.proto.v1.TaskFinished;

/** Where task threads report; any thread may. */
interface TaskReports {
    /** The task has begun; said at once. */
    void started(long sequence);

    /** The task has ended. */
    void finished(TaskFinished.Builder finished);
}
