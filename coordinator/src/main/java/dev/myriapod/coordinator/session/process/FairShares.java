package dev.myriapod.coordinator.session.process;

import java.util.List;

/**
 * Divides slots among those that want some: nobody gets more than it wants, and whoever gets less than it wants gets as much
 * as anybody, but for what does not divide evenly, which goes to those that came first. That is max-min fairness; see Bertsekas
 * and Gallager, Data Networks, section 6.5.2.
 */
public final class FairShares {
    private FairShares() {}

    /** What each gets, in the order in which they came. */
    public static int[] of(int slots, List<Integer> wanted) {
        int[] shares = new int[wanted.size()];
        int left = slots;
        int unsatisfied = count(shares, wanted);
        while (left > 0 && unsatisfied > 0) {
            int each = Math.max(1, left / unsatisfied);
            for (int i = 0; i < shares.length; i++) {
                int more = Math.min(Math.min(each, wanted.get(i) - shares[i]), left);
                shares[i] += more;
                left -= more;
            }
            unsatisfied = count(shares, wanted);
        }
        return shares;
    }

    private static int count(int[] shares, List<Integer> wanted) {
        int unsatisfied = 0;
        for (int i = 0; i < shares.length; i++) {
            unsatisfied += shares[i] < wanted.get(i) ? 1 : 0;
        }
        return unsatisfied;
    }
}
