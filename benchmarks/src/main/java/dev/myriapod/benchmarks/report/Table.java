package dev.myriapod.benchmarks.report;

import dev.myriapod.benchmarks.catalogue.Catalogue;
import dev.myriapod.benchmarks.catalogue.Figure;
import dev.myriapod.benchmarks.catalogue.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report for the terminal. */
public final class Table {
    private Table() {}

    /** The machine, then a line for each figure. */
    public static String of(Report report) {
        Grid machine = new Grid();
        report.machine().forEach(machine::row);
        return machine + System.lineSeparator() + figures(report) + System.lineSeparator()
                + "Medians of all rounds, with the least and the most. The ratio is the median of the rounds' ratios, "
                + Measured.OURS + " to its peer." + System.lineSeparator();
    }

    /** The same in Markdown, for a document. */
    public static String markdown(Report report) {
        Grid machine = new Grid().row("", "");
        report.machine().forEach(machine::row);
        return machine.markdown() + System.lineSeparator() + figures(report).markdown();
    }

    private static Grid figures(Report report) {
        Grid figures = new Grid();
        List<String> peers = report.workloads().stream()
                .flatMap(measured -> measured.peers().stream())
                .distinct()
                .toList();
        List<String> head = new ArrayList<>(List.of("workload", "figure", Measured.OURS));
        peers.forEach(peer -> head.addAll(List.of(peer, "ratio")));
        head.add("goals");
        figures.row(head.toArray(String[]::new));
        report.workloads()
                .forEach(measured -> measured.figures().forEach(figure -> {
                    List<String> row = new ArrayList<>(
                            List.of(measured.workload(), figure, Numbers.of(measured.spread(Measured.OURS, figure))));
                    for (String peer : peers) {
                        row.add(Numbers.of(measured.spread(peer, figure)));
                        row.add(Numbers.times(measured.ratio(peer, figure)));
                    }
                    row.add(goals(measured, figure));
                    figures.row(row.toArray(String[]::new));
                }));
        return figures;
    }

    private static String goals(Measured measured, String figure) {
        List<String> goals = new ArrayList<>();
        for (Goal goal : Catalogue.find(measured.workload())
                .flatMap(entry -> entry.figure(figure))
                .map(Figure::goals)
                .orElse(List.of())) {
            goals.add(goal + ": " + verdict(measured, figure, goal));
        }
        return String.join(", ", goals);
    }

    private static String verdict(Measured measured, String figure, Goal goal) {
        // Goals that are ratios are to the first peer, which is Python.
        Optional<Spread> spread = goal.ratio()
                ? measured.peers().stream().findFirst().flatMap(peer -> measured.ratio(peer, figure))
                : measured.spread(Measured.OURS, figure);
        return spread.map(all -> goal.isMetBy(all.median()) ? "met" : "MISSED").orElse("not measured");
    }
}
