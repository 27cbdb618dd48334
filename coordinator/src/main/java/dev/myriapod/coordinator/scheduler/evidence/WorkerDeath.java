package dev.myriapod.coordinator.scheduler.evidence;

/**
 * How a worker's process ended.
 *
 * @param evidence what the adapter knows about it; the scheduler only hands it on
 * @param begunSequence the highest sequence number that the worker had begun, by its own record; 0 if none
 */
public record WorkerDeath(Object evidence, long begunSequence) {}
