package dev.myriapod.worker;

import dev.myriapod.worker.nesting.WaitReports;

/** Where task threads report; any thread may. */
interface TaskReports extends WaitReports {
    /** The task has begun; said at once. */
    void started(long sequence);

    /** The task has ended. */
    void finished(long sequence, long runNanos, TaskOutcome outcome);
}
