package dev.myriapod.benchmarks.catalogue;

import dev.myriapod.benchmarks.workload.Opening;
import java.util.List;
import java.util.Optional;

/**
 * A workload of the suite.
 *
 * @param name as it is called on the command line
 * @param peers whether the peers have something that can be compared with it
 * @param figures those that have goals, or are compared
 * @param opening how it begins
 */
public record Entry(String name, boolean peers, List<Figure> figures, Opening opening) {
    /** Its name. */
    @Override
    public String toString() {
        return name;
    }

    /** What is known of a figure, if anything is. */
    public Optional<Figure> figure(String wanted) {
        return figures.stream().filter(figure -> figure.name().equals(wanted)).findFirst();
    }
}
