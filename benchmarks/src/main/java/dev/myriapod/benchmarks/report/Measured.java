package dev.myriapod.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a workload gave.
 *
 * @param sides by side, {@link #OURS} first, and figure: the value of each round, in order
 */
public record Measured(String workload, Map<String, Map<String, List<Double>>> sides) {
    /** What our side is called. */
    public static final String OURS = "myriapod";

    /** From what each side gave in each round. */
    public static Measured of(String workload, Map<String, List<Map<String, Double>>> rounds) {
        Map<String, Map<String, List<Double>>> sides = new LinkedHashMap<>();
        rounds.forEach((side, all) -> {
            Map<String, List<Double>> figures = new LinkedHashMap<>();
            all.forEach(round -> round.forEach((figure, value) ->
                    figures.computeIfAbsent(figure, name -> new ArrayList<>()).add(value)));
            sides.put(side, figures);
        });
        return new Measured(workload, sides);
    }

    /** The figures that any side has, ours first. */
    public Set<String> figures() {
        Set<String> names = new LinkedHashSet<>();
        sides.values().forEach(figures -> names.addAll(figures.keySet()));
        return names;
    }

    /** The peers. */
    public List<String> peers() {
        return sides.keySet().stream().filter(side -> !side.equals(OURS)).toList();
    }

    /** A side's values of a figure. */
    public Optional<Spread> spread(String side, String figure) {
        return Optional.of(values(side, figure))
                .filter(values -> !values.isEmpty())
                .map(Spread::of);
    }

    /** Our value divided by the peer's, round by round. */
    public Optional<Spread> ratio(String peer, String figure) {
        List<Double> ours = values(OURS, figure);
        List<Double> theirs = values(peer, figure);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(ours.size(), theirs.size()); round++) {
            ratios.add(ours.get(round) / theirs.get(round));
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private List<Double> values(String side, String figure) {
        return sides.getOrDefault(side, Map.of()).getOrDefault(figure, List.of());
    }
}
