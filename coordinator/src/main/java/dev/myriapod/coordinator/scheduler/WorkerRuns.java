package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.fleet.Wear;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import java.util.function.Consumer;
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
    private int bounded;
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
        bounded += task.isBounded() ? 1 : 0;
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
        bounded -= run.task.isBounded() ? 1 : 0;
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

    void forEach(Consumer<Run> action) {
        for (Run run = first; run != null; run = run.next) {
            action.accept(run);
        }
    }

    int size() {
        return size;
    }

    /** One more of its runs waits for another task, or one less. */
    void lends(boolean oneMore) {
        lending += oneMore ? 1 : -1;
    }

    /** Whether one of its runs waits for another task. */
    boolean isLending() {
        return lending > 0;
    }

    /** How many it holds that cannot have a thread yet. */
    int ahead() {
        return Math.max(0, size - slots);
    }

    long bytes() {
        return bytes;
    }

    /** Whether one of them has a limit that counts from its begin: nothing is assigned ahead behind it. */
    boolean hasBounded() {
        return bounded > 0;
    }

    /** The run that is known to have begun and allows its worker the least resident memory; null if none limits it. */
    @Nullable
    Run leastMemory() {
        Run least = null;
        for (Run run = bounded == 0 ? null : first; run != null; run = run.next) {
            long limit = run.begun ? run.task.limits().memoryLimit() : 0;
            if (limit > 0 && (least == null || limit < least.task.limits().memoryLimit())) {
                least = run;
            }
        }
        return least;
    }

    /** How many of them are of tasks that have not ended. */
    int living() {
        int living = 0;
        for (Run run = first; run != null; run = run.next) {
            living += run.task.hasEnded() ? 0 : 1;
        }
        return living;
    }

    /** It has begun, or may still begin, all the tasks of its life. */
    boolean isSpent() {
        return inLife >= mostInLife;
    }

    /** Tells what of a limited life has been used. */
    void wear(Wear wear, long now) {
        if (mostInLife < Integer.MAX_VALUE) {
            wear.used(inLife, mostInLife - inLife, now);
        }
    }

    /** How long it has held something and finished nothing. */
    long stalledFor(long now) {
        return size == 0 ? 0 : now - lastProgress;
    }
}
