package dev.myriapod.coordinator.scheduler.evidence;

import java.util.List;

/**
 * How a worker's process ended.
 *
 * @param evidence what the adapter knows about it; the scheduler only hands it on
 * @param begunSequence the highest sequence number that the worker had begun, by its own record; 0 if none; {@code
 *     Long.MAX_VALUE} if nothing is known, and then everything that it was given counts as running
 * @param running those of the sequence numbers up to that one that it was running when it died
 * @param byHost its host was lost, or is unfit to start any: that says nothing about the worker
 */
public record WorkerDeath(Object evidence, long begunSequence, List<Long> running, boolean byHost) {
    /** Of one whose host is there. */
    public WorkerDeath(Object evidence, long begunSequence, List<Long> running) {
        this(evidence, begunSequence, running, false);
    }

    public WorkerDeath {
        running = List.copyOf(running);
    }

    /** Whether it was running this, as opposed to having ended it. Only to be asked of what is known to have begun. */
    public boolean wasRunning(long sequence) {
        boolean recorded = begunSequence != Long.MAX_VALUE && sequence <= begunSequence;
        return !recorded || running.contains(sequence);
    }
}
