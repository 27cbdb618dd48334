package dev.myriapod.coordinator.scheduler.evidence;

/**
 * One run of a task that ended with its worker's process.
 *
 * @param death how the process ended
 * @param pid its id
 * @param killedBecause why the coordinator killed it; empty if it did not
 * @param blame what the task had to do with it
 */
public record Crash(WorkerDeath death, long pid, String killedBecause, Blame blame) {
    /** What a task had to do with the death of the worker that it was on. */
    public enum Blame {
        /** It was running, and nothing else is known to have been the cause. */
        SUSPECT,
        /** It was running, and the worker was killed on account of another task. */
        BYSTANDER,
        /** It had ended; only its outcome was lost with the worker. */
        OUTCOME_LOST,
        /** It was being handed over and had not begun, and nothing else ran there; and not for the first time. */
        HANDOVER
    }

    /** Whether the task may have killed the worker. */
    public boolean isSuspect() {
        return blame == Blame.SUSPECT;
    }
}
