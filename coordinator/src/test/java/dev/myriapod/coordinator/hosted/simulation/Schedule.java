package dev.myriapod.coordinator.hosted.simulation;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One simulated run, which is always the same.
 *
 * @param sabotage a bug that is put in; none in earnest
 */
public record Schedule(Kind<?, ?> kind, long seed, Bounds bounds, Sabotage sabotage) {
    /** How many seeds are tried within narrower bounds: the same seed makes quite another run there. */
    private static final int SEEDS_TRIED = 20;

    public Schedule(Kind<?, ?> kind, long seed, Sabotage sabotage) {
        this(kind, seed, Bounds.NONE, sabotage);
    }

    /** Runs it; counts what occurs; what promise was broken, or null. */
    public @Nullable Throwable run(Map<String, Integer> seen) {
        try {
            new World<>(kind, seed, bounds, sabotage, seen, new Trace(false)).run();
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    /** The simplest schedule that can be found near this one and fails as well. */
    public Schedule minimised() {
        Schedule simplest = this;
        Schedule simpler = this;
        while (simpler != null) {
            simplest = simpler;
            simpler = simplest.simpler();
        }
        return simplest;
    }

    private @Nullable Schedule simpler() {
        for (Bounds narrower : bounds.narrower()) {
            for (long near = seed; near < seed + SEEDS_TRIED; near++) {
                Schedule candidate = new Schedule(kind, near, narrower, sabotage);
                if (candidate.run(new TreeMap<>()) != null) {
                    return candidate;
                }
            }
        }
        return null;
    }

    public boolean isNarrow() {
        return !bounds.equals(Bounds.NONE);
    }

    /** How it fails, and what happened last. */
    public String story() {
        Trace trace = new Trace(true);
        String end = "nothing fails";
        try {
            new World<>(kind, seed, bounds, sabotage, new TreeMap<>(), trace).run();
        } catch (RuntimeException | AssertionError e) {
            end = String.valueOf(e);
        }
        return this + ":\n  " + String.join("\n  ", trace.last()) + "\n  " + end;
    }

    @Override
    public String toString() {
        return kind.name() + ", -Dsimulation.seed=" + seed + ", " + bounds
                + (sabotage == Sabotage.NONE ? "" : ", sabotage " + sabotage);
    }
}
