package dev.myriapod.benchmarks.catalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * One number that a workload gives.
 *
 * @param name with the unit at its end
 */
public record Figure(String name, List<Goal> goals) {
    /** A figure without goals. */
    static Figure of(String name) {
        return new Figure(name, List.of());
    }

    Figure atLeast(double bound) {
        return with(new Goal(false, bound, false));
    }

    Figure atMost(double bound) {
        return with(new Goal(true, bound, false));
    }

    Figure timesAtLeast(double bound) {
        return with(new Goal(false, bound, true));
    }

    Figure timesAtMost(double bound) {
        return with(new Goal(true, bound, true));
    }

    private Figure with(Goal goal) {
        return new Figure(name, Stream.concat(goals.stream(), Stream.of(goal)).toList());
    }
}
