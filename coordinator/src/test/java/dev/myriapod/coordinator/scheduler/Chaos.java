package dev.myriapod.coordinator.scheduler;

import java.util.Random;

/**
 * What may go wrong in a simulated run, as chances.
 *
 * @param crash that a begun task kills its worker
 * @param freeze that a worker falls silent at some event
 * @param badStart that a worker does not become ready
 * @param lostStream that a worker's stream ends although it lives
 * @param stubborn that a task ignores an interrupt, or a worker the wish to leave
 * @param cancel that a task is cancelled
 */
record Chaos(double crash, double freeze, double badStart, double lostStream, double stubborn, double cancel) {
    static final Chaos NONE = new Chaos(0, 0, 0, 0, 0, 0);

    static Chaos of(Random random, Bounds bounds) {
        return new Chaos(
                bounds.chance(Bounds.Trouble.CRASH, some(random, 0.1)),
                bounds.chance(Bounds.Trouble.FREEZE, some(random, 0.002)),
                bounds.chance(Bounds.Trouble.BAD_START, some(random, 0.3)),
                bounds.chance(Bounds.Trouble.LOST_STREAM, some(random, 0.002)),
                bounds.chance(Bounds.Trouble.STUBBORN, random.nextDouble()),
                bounds.chance(Bounds.Trouble.CANCEL, some(random, 0.4)));
    }

    private static double some(Random random, double most) {
        return random.nextBoolean() ? 0 : random.nextDouble() * most;
    }
}
