package dev.myriapod.benchmarks.report;

import java.util.Optional;

/** Two reports beside each other. */
public final class Comparison {
    private Comparison() {}

    /** A line for each figure of ours that both have. */
    public static String of(Report old, Report fresh) {
        Grid grid = new Grid().row("workload", "figure", "old", "new", "new / old", "old ratio", "new ratio");
        fresh.workloads()
                .forEach(now -> old.workload(now.workload())
                        .ifPresent(before -> now.figures().forEach(figure -> {
                            Optional<Spread> past = before.spread(Measured.OURS, figure);
                            Optional<Spread> present = now.spread(Measured.OURS, figure);
                            if (past.isPresent() && present.isPresent()) {
                                grid.row(
                                        now.workload(),
                                        figure,
                                        Numbers.of(past),
                                        Numbers.of(present),
                                        Numbers.of(present.get().median()
                                                        / past.get().median()) + "x",
                                        ratio(before, figure),
                                        ratio(now, figure));
                            }
                        })));
        return "old: " + old.machine() + System.lineSeparator() + "new: " + fresh.machine() + System.lineSeparator()
                + System.lineSeparator() + grid;
    }

    private static String ratio(Measured measured, String figure) {
        return Numbers.times(measured.peers().stream().findFirst().flatMap(peer -> measured.ratio(peer, figure)));
    }
}
