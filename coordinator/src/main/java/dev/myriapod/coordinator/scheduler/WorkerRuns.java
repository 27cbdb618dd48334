package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import org.jspecify.annotations.Nullable;

/*
 * A linked list in the order of sequence. Runs begin in that order, so what finishes is among the first few, and what has
 * not begun is the tail: neither is ever searched for far.
 */
/** What one worker holds, and what it may still be given. */
final class WorkerRuns {
    private final WorkerRecord worker;
    private final int slots;
    private final int mostInLife;
    private @Nullable Run first;
    private @Nullable Run last;
    private int size;
    private long bytes;
    private int timed;
    private long lastSequence;
    private long begunSequence;
    private int inLife;
    private long lastProgress;
    private int lending;

    WorkerRuns(WorkerRecord worker, PoolSpec spec) {
        this.worker = worker;
        slots = spec.threadsPerWorker();
        mostInLife = spec.maxTasksPerWorker() == 0 ? Integer.MAX_VALUE : spec.maxTasksPerWorker();
    }

    Run add(Task task, long now) {
        Run run = new Run(task, worker, ++lastSequence);
        run.previous = last;
        if (last == null) {
            first = run;
            lastProgress = now;
        } else {
            last.next = run;
        }
        last = run;
        size++;
        bytes += task.payloadBytes();
        timed += task.isTimed() ? 1 : 0;
        inLife++;
        return run;
    }

    /** The run has ended. */
    void finish(Run run, long now) {
        lastProgress = now;
        unlink(run);
    }

    /** The run never began and never will: it does not count in the worker's life. */
    void takeBack(Run run) {
        inLife--;
        unlink(run);
    }

    private void unlink(Run run) {
        Run before = run.previous;
        Run after = run.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        run.previous = null;
        run.next = null;
        size--;
        bytes -= run.task.payloadBytes();
        timed -= run.task.isTimed() ? 1 : 0;
    }

    void begun(Run run) {
        begunSequence = Math.max(begunSequence, run.sequence);
    }

    /** The highest sequence number that the worker is known to have begun. */
    long begunSequence() {
        return begunSequence;
    }

    @Nullable
    Run find(long sequence) {
        Run run = first;
        while (run != null && run.sequence < sequence) {
            run = run.next;
        }
        return run != null && run.sequence == sequence ? run : null;
    }

    @Nullable
    Run first() {
        return first;
    }

    @Nullable
    Run last() {
        return last;
    }

    int size() {
        return size;
    }

    /** Holds runs that have, or will have, a thread: those that wait included. */
    int heldSlots() {
        return Math.min(size, slots);
    }

    /** One more of its runs waits for another task, or one less. */
    void lends(boolean oneMore) {
        lending += oneMore ? 1 : -1;
    }

    /** Whether one of its runs waits for another task. */
    boolean isLending() {
        return lending > 0;
    }

    int freeSlots() {
        return Math.max(0, slots - size);
    }

    /** How many it holds that cannot have a thread yet. */
    int ahead() {
        return Math.max(0, size - slots);
    }

    long bytes() {
        return bytes;
    }

    /** Whether one of them has a run timeout: nothing is assigned ahead behind it. */
    boolean hasTimed() {
        return timed > 0;
    }

    /** It has begun, or may still begin, all the tasks of its life. */
    boolean isSpent() {
        return inLife >= mostInLife;
    }

    /** It can take tasks from now on. */
    void ready(long now) {
        lastProgress = now;
    }

    /** How long it has held nothing. */
    long idleFor(long now) {
        return size == 0 ? now - lastProgress : 0;
    }

    /** How long it has held something and finished nothing. */
    long stalledFor(long now) {
        return size == 0 ? 0 : now - lastProgress;
    }
}
