package dev.myriapod.benchmarks.run;

/**
 * How much is done of each workload.
 *
 * @param rounds how often each side plays, at least 1
 * @param warmUpSeconds how long each side plays before that; 0: once
 * @param tiny only shows that everything works
 */
public record Pace(int rounds, int warmUpSeconds, boolean tiny) {
    /** As in the head of a report. */
    @Override
    public String toString() {
        return tiny ? "tiny: these figures say nothing" : rounds + " rounds after " + warmUpSeconds + " s of warm-up";
    }

    /** Refuses what cannot be. */
    public Pace {
        if (rounds < 1) {
            throw new IllegalArgumentException("There must be at least 1 round, got " + rounds + ".");
        }
        if (warmUpSeconds < 0) {
            throw new IllegalArgumentException("The warm-up must not be negative, got " + warmUpSeconds + ".");
        }
    }
}
