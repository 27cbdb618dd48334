package dev.myriapod.worker;

import dev.myriapod.proto.v1.WaitFailed;
import dev.myriapod.worker.nesting.TaskWaits;
import dev.myriapod.worker.output.TaskOutput;
import org.jspecify.annotations.Nullable;

/*
 * An interrupt is meant for one task and must not reach the next. So "which task runs" and "interrupt the thread" are
 * guarded by one lock, and the flag is cleared under it when a task ends.
 */
/** Runs one task after the other. */
final class TaskThread implements Runnable {
    private final int number;
    private final AssignedTasks tasks;
    private final TaskExecution execution;
    private final TaskReports reports;
    private final TaskOutput output;
    private final TaskWaits waits;
    /** Guarded by this. */
    private @Nullable Assignment current;
    /** Guarded by this. */
    private @Nullable Thread thread;
    /** Guarded by this. Whether somebody has said that the current task began. */
    private boolean startReported;

    TaskThread(int number, AssignedTasks tasks, TaskExecution execution, TaskReports reports, TaskOutput output) {
        this.number = number;
        this.tasks = tasks;
        this.execution = execution;
        this.reports = reports;
        this.output = output;
        waits = new TaskWaits(reports);
    }

    @Override
    public void run() {
        while (runNext()) {
            // Nothing of a task stays in this frame while the next is waited for: it may be large.
        }
    }

    /** Waits for a task and runs it; false if there will be none. */
    private boolean runNext() {
        Assignment task = tasks.take(number, this::begun);
        if (task == null) {
            return false;
        }
        begin(task);
        long began = System.nanoTime();
        TaskReports.Outcome outcome;
        try {
            outcome = execution.run(task);
        } finally {
            end();
        }
        tasks.ended(number);
        reports.finished(task.sequence(), System.nanoTime() - began, outcome);
        return true;
    }

    private synchronized void begun(Assignment task) {
        current = task;
        thread = Thread.currentThread();
        startReported = task.limited();
    }

    private void begin(Assignment task) {
        if (task.limited()) {
            reports.started(task.sequence());
        }
        output.begin(task.taskId());
        waits.begin(task.sequence());
    }

    private void end() {
        waits.end();
        output.end();
        synchronized (this) {
            current = null;
            Thread.interrupted();
        }
    }

    /** A wait can never end; it may not be one of this thread. */
    void waitFailed(WaitFailed failed) {
        synchronized (this) {
            if (current == null || current.sequence() != failed.getSequence()) {
                return;
            }
        }
        waits.failed(failed);
    }

    /** Interrupts the task of that number, if it is the one that runs here. */
    synchronized void interrupt(long sequence) {
        if (current != null && thread != null && current.sequence() == sequence) {
            thread.interrupt();
        }
    }

    /** Says that the current task began, if nobody has said so yet; false if no task runs here. */
    boolean reportLateStart() {
        long sequence;
        synchronized (this) {
            if (current == null) {
                return false;
            }
            if (startReported) {
                return true;
            }
            startReported = true;
            sequence = current.sequence();
        }
        reports.started(sequence);
        return true;
    }
}
