package dev.myriapod.coordinator.scheduler;

import java.util.ArrayList;
import java.util.List;

/** Ends the starting of workers that never become ready. */
final class StartBreaker {
    /** Fewer: one unlucky start ends the pool. More: a pool that cannot work tells so later. */
    private static final int MOST_IN_A_ROW = 3;

    private final List<PoolEvidence.StartFailure> failures = new ArrayList<>(MOST_IN_A_ROW);

    /** A worker never became ready. Returns whether that is enough. */
    boolean failed(PoolEvidence.StartFailure failure) {
        failures.add(failure);
        return failures.size() >= MOST_IN_A_ROW;
    }

    void ready() {
        failures.clear();
    }

    /** Those since a worker was last ready, oldest first. */
    List<PoolEvidence.StartFailure> failures() {
        return failures;
    }
}
