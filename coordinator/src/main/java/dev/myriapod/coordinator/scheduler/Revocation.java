package dev.myriapod.coordinator.scheduler;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/*
 * At most one revoke is outstanding for a worker, and until its answer the worker gets nothing more. So no task that the
 * worker skipped is followed by one that it begins, unless it was skipped for a cancel: after a death, "all up to the
 * highest sequence begun" blames no task that still has a future and never began.
 */
/** Takes back from one worker what it has not begun. */
final class Revocation {
    private final WorkerRecord worker;
    private final Outbox outbox;
    private boolean outstanding;
    private boolean wanted;

    Revocation(WorkerRecord worker, Outbox outbox) {
        this.worker = worker;
        this.outbox = outbox;
    }

    boolean isOutstanding() {
        return outstanding;
    }

    /** Takes back one run whose task has ended for the client. */
    void takeBack(Run run) {
        want(run);
        send();
    }

    /** Takes back a run and, for the sake of blame, all behind it. */
    void takeBackFrom(Run run) {
        for (Run each = run; each != null; each = each.next) {
            want(each);
        }
        send();
    }

    /** Takes back whatever has not begun. */
    void takeBackAll() {
        Run first = worker.runs.first();
        if (first != null) {
            takeBackFrom(first);
        }
    }

    /** Takes back the last few. */
    void takeBackLast(int count) {
        Run each = worker.runs.last();
        for (int i = 0; i < count && each != null; i++, each = each.previous) {
            want(each);
        }
        send();
    }

    /** The worker's answer: what was asked for is handed to one or the other. */
    void answered(List<Long> sequences, Consumer<Run> neverBegan, Consumer<Run> hadBegun) {
        if (!outstanding) {
            return;
        }
        outstanding = false;
        confirm(sequences);
        Run next;
        for (Run run = worker.runs.first(); run != null; run = next) {
            next = run.next;
            if (run.revokeAsked) {
                run.revokeAsked = false;
                (run.revokeConfirmed ? neverBegan : hadBegun).accept(run);
            }
        }
        send();
    }

    private void confirm(List<Long> sequences) {
        Run run = worker.runs.first();
        for (int i = 0; i < sequences.size(); i++) {
            long sequence = sequences.get(i);
            if (run == null || run.sequence > sequence) {
                run = worker.runs.first();
            }
            while (run != null && run.sequence < sequence) {
                run = run.next;
            }
            if (run != null && run.sequence == sequence) {
                run.revokeConfirmed = run.revokeAsked;
            }
        }
    }

    private void want(Run run) {
        if (!run.begun && !run.revokeAsked) {
            run.revokeWanted = true;
            wanted = true;
        }
    }

    private void send() {
        if (!wanted || outstanding || !worker.isReady()) {
            return;
        }
        wanted = false;
        long[] sequences = new long[worker.runs.size()];
        int count = 0;
        for (Run run = worker.runs.first(); run != null; run = run.next) {
            if (run.revokeWanted) {
                run.revokeWanted = false;
                if (!run.begun) {
                    run.revokeAsked = true;
                    sequences[count++] = run.sequence;
                }
            }
        }
        if (count > 0) {
            outstanding = true;
            outbox.add(new PoolCommand.Revoke(worker.number, Arrays.copyOf(sequences, count)));
        }
    }
}
