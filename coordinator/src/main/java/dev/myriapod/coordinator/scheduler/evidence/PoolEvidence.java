package dev.myriapod.coordinator.scheduler.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a pool gave up.
 *
 * @param startFailures the workers that never became ready and led to it, oldest first
 * @param initializerFailure what the initializer threw, as the worker reported it; null if that was not the cause
 */
public record PoolEvidence(
        List<StartFailure> startFailures, @Nullable Object initializerFailure) {
    public PoolEvidence {
        startFailures = List.copyOf(startFailures);
    }

    /**
     * A worker that never became ready.
     *
     * @param worker its number
     * @param pid its process id; 0 if it never had one
     * @param death how its process ended; null if there never was a process
     * @param because why there was no process, or why the coordinator killed it; empty if it died by itself
     */
    public record StartFailure(
            int worker, long pid, @Nullable WorkerDeath death, String because) {}
}
