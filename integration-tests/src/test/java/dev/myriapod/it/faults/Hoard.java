package dev.myriapod.it.faults;

import java.util.ArrayList;
import java.util.List;

/** What tasks do that keep too much; all of it in workers. */
final class Hoard {
    static final long MB = 1 << 20;

    /** Never emptied: this is a leak. */
    private static final List<byte[]> KEPT = new ArrayList<>();

    private Hoard() {}

    /** Keeps so many megabytes for ever; where. */
    static long keep(int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            KEPT.add(new byte[(int) MB]);
        }
        return Deeds.pid();
    }

    /** As {@link #keep}, and lets the collector find that out. */
    static long keepAndCollect(int megabytes) {
        long pid = keep(megabytes);
        System.gc();
        return pid;
    }

    /** As {@link #keep}, and does not end. */
    static int keepAndStay(int megabytes) {
        keep(megabytes);
        return Deeds.loop();
    }

    /** Throws a StackOverflowError. */
    static int overflow(int depth) {
        return depth < 0 ? depth : depth + overflow(depth + 1);
    }
}
