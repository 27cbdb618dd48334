package dev.myriapod.coordinator.scheduler.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * As many workers have a place as the pool's size says; the other ready ones wait, and are its spares. A worker that dies
 * or is spent loses its place at once. One that is merely worn keeps it until a fresh one waits. So does one that will be
 * spent soon; but it is never pushed out: it may use its life up.
 *
 * Those that are due do not count among those that are kept, so their replacements are started while they still serve.
 */
/** Who of a pool's workers takes tasks. Looks at the list that it was given, in its order; keeps nothing itself. */
public final class Roster<W extends Candidate> {
    private final List<W> workers;

    /** Over a live list, in the order of start. */
    public Roster(List<W> workers) {
        this.workers = workers;
    }

    /** Gives places to those that should have them. Returns whether one that had none has one now. */
    public boolean arrange(int places) {
        int taken = 0;
        int worn = 0;
        int fresh = 0;
        for (int i = 0; i < workers.size(); i++) {
            W worker = workers.get(i);
            if (!worker.hasPlace()) {
                fresh += waits(worker) && !worker.isDue() ? 1 : 0;
            } else if (worker.isSpent()) {
                worker.losePlace();
            } else {
                taken++;
                worn += worker.isWorn() ? 1 : 0;
            }
        }
        for (; taken > places; taken--) {
            pushOut(leastUseful());
        }
        boolean changed = false;
        W next = taken < places ? bestWaiting() : null;
        while (next != null) {
            fresh -= next.isDue() ? 0 : 1;
            next.takePlace();
            changed = true;
            taken++;
            next = taken < places ? bestWaiting() : null;
        }
        return (worn > 0 && fresh > 0 && replaceWorn()) || changed;
    }

    /** Those that are kept: starting, ready, or dying unexpectedly, and neither due nor told to leave. */
    public int kept() {
        int kept = 0;
        for (int i = 0; i < workers.size(); i++) {
            W worker = workers.get(i);
            kept += worker.isLeaving() || worker.isDue() ? 0 : 1;
        }
        return kept;
    }

    /** Sends away those that have used up their life and hold nothing. */
    public void releaseSpent() {
        for (int i = 0; i < workers.size(); i++) {
            W worker = workers.get(i);
            if (worker.isReady() && worker.isSpent() && worker.load() == 0) {
                worker.stop();
            }
        }
    }

    /** Sends away those that nobody needs, as soon as they hold nothing. Returns how many are missing. */
    public int release(int places, int spares) {
        int surplus = -places - spares;
        boolean someMayGo = false;
        for (int i = 0; i < workers.size(); i++) {
            W worker = workers.get(i);
            boolean due = worker.isDue();
            surplus += worker.isLeaving() || due ? 0 : 1;
            someMayGo |= due && worker.isReady() && worker.load() == 0 && !worker.hasPlace();
        }
        if (surplus > 0 || someMayGo) {
            releaseSpent();
            releaseWaiting(dismissStarting(surplus), spares);
        }
        return -surplus;
    }

    /** Of a surplus, first those that are no use yet. Returns what is left of it. */
    private int dismissStarting(int surplus) {
        int left = surplus;
        for (int i = workers.size() - 1; i >= 0 && left > 0; i--) {
            W worker = workers.get(i);
            if (worker.isStarting() && !worker.isLeaving()) {
                worker.dismiss("it was not needed any more before it was ready");
                left--;
            }
        }
        return left;
    }

    private void releaseWaiting(int surplus, int spares) {
        int fresh = 0;
        for (int i = 0; i < workers.size(); i++) {
            fresh += waits(workers.get(i)) && !workers.get(i).isDue() ? 1 : 0;
        }
        int left = surplus;
        for (int i = workers.size() - 1; i >= 0; i--) {
            W worker = workers.get(i);
            if (!waits(worker) || worker.load() > 0) {
                continue;
            }
            if (worker.isDue() && fresh >= spares) {
                worker.stop();
            } else if (!worker.isDue() && left > 0) {
                worker.stop();
                left--;
                fresh--;
            }
        }
    }

    private boolean replaceWorn() {
        boolean changed = false;
        for (int i = 0; i < workers.size(); i++) {
            W worker = workers.get(i);
            if (worker.hasPlace() && worker.isWorn()) {
                W next = bestWaiting();
                if (next == null || next.isDue()) {
                    return changed;
                }
                pushOut(worker);
                next.takePlace();
                changed = true;
            }
        }
        return changed;
    }

    private static <W extends Candidate> void pushOut(W worker) {
        worker.losePlace();
        worker.giveBack();
    }

    private boolean waits(W worker) {
        return !worker.hasPlace() && worker.isReady() && !worker.isSpent();
    }

    /** The oldest that waits and is not due; if all are, the oldest of them. */
    private @Nullable W bestWaiting() {
        W best = null;
        for (int i = 0; i < workers.size(); i++) {
            W worker = workers.get(i);
            if (waits(worker)) {
                if (!worker.isDue()) {
                    return worker;
                }
                best = best == null ? worker : best;
            }
        }
        return best;
    }

    /** Of those with a place: one that is due, else the one with the least to do, the youngest of several. */
    private W leastUseful() {
        W least = null;
        for (int i = 0; i < workers.size(); i++) {
            W worker = workers.get(i);
            if (worker.hasPlace() && (least == null || compare(worker, least) <= 0)) {
                least = worker;
            }
        }
        if (least == null) {
            throw new IllegalStateException("More places are taken than there are workers");
        }
        return least;
    }

    private static int compare(Candidate a, Candidate b) {
        return a.isDue() != b.isDue() ? (a.isDue() ? -1 : 1) : Integer.compare(a.load(), b.load());
    }
}
