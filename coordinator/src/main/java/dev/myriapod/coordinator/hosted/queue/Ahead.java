package dev.myriapod.coordinator.hosted.queue;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/*
 * What is ahead is at one process at most, and it is the front of the queue. The process takes from it as it likes, in order,
 * and says so afterwards; so only it knows how much of it is still there. Whatever could see the difference waits until it has
 * been asked.
 *
 * Numbers grow with each element that is kept ahead anywhere, so what a process says about earlier ones says nothing about later.
 */
/** Elements of the queue that are kept for a process which takes alone, and where. */
final class Ahead {
    /** More: more to be returned when somebody else comes by. Fewer: more round trips. */
    private static final int MOST_ELEMENTS = 2048;

    /** So many takes in a row of one process show that nobody else takes, once that was not so. */
    private final int alone;

    private final ArrayDeque<Element> elements = new ArrayDeque<>();
    /** Where they are; 0: nowhere. */
    private long holder;
    /** The number of the last that was settled. */
    private long settled;

    private boolean recalled;

    /** Who took last, and how often in a row. */
    private long taker;

    private int inARow;
    private int needed = 1;
    private int next = 1;

    Ahead(int alone) {
        this.alone = alone;
    }

    /** That process gets what it asks for; how many it may keep ahead instead; 0: none. */
    int allowance(long attachment) {
        if (attachment != taker) {
            taker = attachment;
            inARow = 0;
            next = 1;
        }
        if (inARow < needed) {
            inARow++;
            return 0;
        }
        next = Math.min(MOST_ELEMENTS, 2 * next);
        return next;
    }

    /** These are kept for that process; returns the number of the first. */
    long keep(long attachment, List<Element> kept) {
        holder = attachment;
        elements.addAll(kept);
        return settled + 1;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    /** How many there are at least, counted as if none had been taken since it was last heard of. */
    int size() {
        return elements.size();
    }

    /** Whether they must be asked for now: nobody has done so. */
    boolean recall() {
        boolean first = !recalled && !elements.isEmpty();
        recalled |= first;
        return first;
    }

    Caller holder() {
        return new Caller(holder, 0);
    }

    /** How many of those up to that number are not settled; of another process: none. */
    int unsettled(long attachment, long upTo) {
        return attachment == holder ? (int) Math.max(0, Math.min(elements.size(), upTo - settled)) : 0;
    }

    /** The first so many are not ahead any more. */
    List<Element> removeFirst(int count) {
        List<Element> removed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            removed.add(elements.remove());
        }
        settled += count;
        recalled &= !elements.isEmpty();
        return removed;
    }

    /** Some came back: whoever takes must show anew that it takes alone. */
    void disturbed() {
        inARow = 0;
        needed = alone;
        next = 1;
    }
}
