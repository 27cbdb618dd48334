package dev.myriapod.coordinator.scheduler;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One simulated run, which is always the same.
 *
 * @param calm nothing goes wrong and nobody cancels
 * @param sabotage a bug that is put in; none in earnest
 */
record Schedule(long seed, boolean calm, Bounds bounds, Sabotage sabotage) {
    /** How many seeds are tried within narrower bounds: the same seed makes quite another run there. */
    private static final int SEEDS_TRIED = 20;

    /** Runs it; counts what occurs; what promise was broken, or null. */
    @Nullable
    Throwable run(Map<String, Integer> seen) {
        try {
            new Simulation(this, seen, new Trace(false)).run();
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    /** The simplest schedule that can be found near this one and fails as well. */
    Schedule minimised() {
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
                Schedule candidate = new Schedule(near, calm, narrower, sabotage);
                if (candidate.run(new TreeMap<>()) != null) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** How it fails, and what happened last. */
    String story() {
        Trace trace = new Trace(true);
        String end = "nothing fails";
        try {
            new Simulation(this, new TreeMap<>(), trace).run();
        } catch (RuntimeException | AssertionError e) {
            end = String.valueOf(e.getMessage());
        }
        List<String> last = trace.last();
        return this + ":\n  " + String.join("\n  ", last) + "\n  " + end;
    }

    @Override
    public String toString() {
        return "-Dsimulation.seed=" + seed + (calm ? ", calm" : "") + ", " + bounds
                + (sabotage == Sabotage.NONE ? "" : ", sabotage " + sabotage);
    }
}
