package dev.myriapod.coordinator.hosted.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How large a simulated run may be, and what may happen in it. A run that fails within narrow bounds is easier to read.
 *
 * @param requests how many are made at most
 * @param processes how many there are at most
 * @param threads the most in a process
 * @param objects how many there are at most
 * @param troubles what may happen
 */
record Bounds(int requests, int processes, int threads, int objects, Set<Trouble> troubles) {
    static final Bounds NONE = new Bounds(70, 4, 3, 2, EnumSet.allOf(Trouble.class));

    boolean allow(Trouble trouble) {
        return troubles.contains(trouble);
    }

    /** Bounds that are narrower by one step, the most helpful ones first. */
    List<Bounds> narrower() {
        List<Bounds> narrower = new ArrayList<>();
        for (int fewer : new int[] {1, 2, 3, 4, 6, 8, 12, 16, 24, 40}) {
            if (fewer < requests) {
                narrower.add(new Bounds(fewer, processes, threads, objects, troubles));
            }
        }
        for (Trouble trouble : troubles) {
            Set<Trouble> fewer = EnumSet.copyOf(troubles);
            fewer.remove(trouble);
            narrower.add(new Bounds(requests, processes, threads, objects, fewer));
        }
        if (objects > 1) {
            narrower.add(new Bounds(requests, processes, threads, 1, troubles));
        }
        for (int fewer = 1; fewer < Math.max(processes, threads); fewer++) {
            if (fewer < processes) {
                narrower.add(new Bounds(requests, fewer, threads, objects, troubles));
            }
            if (fewer < threads) {
                narrower.add(new Bounds(requests, processes, fewer, objects, troubles));
            }
        }
        return narrower;
    }

    @Override
    public String toString() {
        return "at most " + requests + " requests, " + processes + " processes, " + threads + " threads, " + objects
                + " objects; troubles " + troubles;
    }
}
