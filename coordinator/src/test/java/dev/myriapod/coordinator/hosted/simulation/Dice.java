package dev.myriapod.coordinator.hosted.simulation;

import java.util.Random;

/** The chance in a simulated run: all of it comes from the seed. */
public final class Dice {
    static final long MILLI = 1_000_000;

    private final Random random;
    private final Bounds bounds;

    Dice(long seed, Bounds bounds) {
        random = new Random(seed);
        this.bounds = bounds;
    }

    /** From 0 on. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    long below(long bound) {
        return random.nextLong(bound);
    }

    long any() {
        return random.nextLong();
    }

    public boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    boolean oneIn(int chances, Trouble trouble) {
        return bounds.allow(trouble) && oneIn(chances);
    }

    /** How long somebody waits, in nanoseconds: not at all, for ever, or a while. */
    public long patience() {
        int kind = random.nextInt(6);
        if (kind == 0) {
            return 0;
        }
        return kind < 3 || !bounds.allow(Trouble.TIMEOUT) ? -1 : 1 + random.nextLong(10 * MILLI);
    }

    /** How long a message is on its way. */
    long delay() {
        return bounds.allow(Trouble.DELAY) ? random.nextLong(random.nextInt(8) == 0 ? 8 * MILLI : MILLI) : 1_000;
    }
}
