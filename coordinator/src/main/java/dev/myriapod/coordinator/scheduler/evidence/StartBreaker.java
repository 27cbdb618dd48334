package dev.myriapod.coordinator.scheduler.evidence;

import java.util.ArrayList;
import java.util.List;

/** Ends the starting of workers that never become ready. */
public final class StartBreaker {
    /** Fewer: one unlucky start ends the pool. More: a pool that cannot work tells so later. */
    private static final int MOST_IN_A_ROW = 3;

    private final List<PoolEvidence.StartFailure> failures = new ArrayList<>(MOST_IN_A_ROW);

    /** A worker never became ready. Returns whether that is enough. */
    public boolean failed(PoolEvidence.StartFailure failure) {
        failures.add(failure);
        return failures.size() >= MOST_IN_A_ROW;
    }

    /** A worker became ready: what was before does not count. */
    public void ready() {
        failures.clear();
    }

    /** Those since a worker was last ready, oldest first. */
    public List<PoolEvidence.StartFailure> failures() {
        return failures;
    }
}
