package dev.myriapod.coordinator.door;

import java.util.OptionalLong;

/** Lets one thing be said in a while, and counts what was not. */
public final class Sparing {
    private final long interval;
    private boolean begun;
    private long free;
    private long withheld;

    /**
     * Once in that time.
     *
     * @param interval in nanoseconds
     */
    public Sparing(long interval) {
        this.interval = interval;
    }

    /** Empty: say nothing now. Otherwise say it, and how many have not been said since the last time. */
    public OptionalLong next(long now) {
        if (begun && free - now > 0) {
            withheld++;
            return OptionalLong.empty();
        }
        begun = true;
        free = now + interval;
        long before = withheld;
        withheld = 0;
        return OptionalLong.of(before);
    }
}
