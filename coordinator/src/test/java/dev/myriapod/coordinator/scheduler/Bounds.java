package dev.myriapod.coordinator.scheduler;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How large a simulated run may be, and what may happen in it. A run that fails within narrow bounds is easier to read.
 *
 * @param tasks how many are submitted at most
 * @param workers the largest pool
 * @param threads the most threads in a worker
 * @param troubles what may happen
 */
record Bounds(int tasks, int workers, int threads, Set<Trouble> troubles) {
    static final Bounds NONE = new Bounds(10_000, 100, 100, EnumSet.allOf(Trouble.class));

    /** What makes life hard. */
    enum Trouble {
        CRASH,
        FREEZE,
        BAD_START,
        LOST_STREAM,
        STUBBORN,
        CANCEL,
        LIMITS,
        RETIREMENT,
        UPKEEP,
        RESIZE,
        EARLY_SHUTDOWN,
        SLOW_CLIENT,
        NESTING,
        PRIORITIES
    }

    boolean allow(Trouble trouble) {
        return troubles.contains(trouble);
    }

    /** A chance of something, or none where that is not allowed. */
    double chance(Trouble trouble, double chance) {
        return allow(trouble) ? chance : 0;
    }

    /** Bounds that are narrower by one step, the most helpful ones first. */
    List<Bounds> narrower() {
        List<Bounds> narrower = new ArrayList<>();
        for (int fewer : new int[] {1, 2, 4, 8, 16, 64, 256}) {
            if (fewer < tasks) {
                narrower.add(new Bounds(fewer, workers, threads, troubles));
            }
        }
        for (Trouble trouble : troubles) {
            Set<Trouble> fewer = EnumSet.copyOf(troubles);
            fewer.remove(trouble);
            narrower.add(new Bounds(tasks, workers, threads, fewer));
        }
        for (int fewer : new int[] {1, 2, 3}) {
            if (fewer < workers) {
                narrower.add(new Bounds(tasks, fewer, threads, troubles));
            }
            if (fewer < threads) {
                narrower.add(new Bounds(tasks, workers, fewer, troubles));
            }
        }
        return narrower;
    }

    @Override
    public String toString() {
        return "at most " + tasks + " tasks, " + workers + " workers, " + threads + " threads; troubles " + troubles;
    }
}
