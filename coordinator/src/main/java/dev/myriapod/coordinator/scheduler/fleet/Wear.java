package dev.myriapod.coordinator.scheduler.fleet;

import dev.myriapod.coordinator.scheduler.terms.Upkeep;

/*
 * A life that is limited in tasks ends at a moment that can be foreseen: the replacement is started when the tasks that are
 * left would, at the pace so far, be used up before another worker is ready, judged by how long this one took. Not in the
 * first half of the life, or a pool whose tasks are short would always run twice its size.
 */
/** What a worker has been through, and whether that is enough to replace it. Nothing is ever mended. */
public final class Wear {
    private final Upkeep upkeep;
    private long startNanos;
    private long since;
    private boolean worn;
    private boolean nearlySpent;

    /** Of a new worker. */
    public Wear(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    /** It is ready, and took so long. */
    public void ready(long nanos) {
        startNanos = nanos;
    }

    /** It has reached the age at which it is replaced, or one of its tasks threw what a JVM should not throw. */
    public void wornOut() {
        worn = true;
    }

    /** So much of its memory is resident. */
    public void resident(long bytes) {
        worn |= upkeep.maxMemory() > 0 && bytes > upkeep.maxMemory();
    }

    /** So much of its heap is in use after collections. */
    public void heapAfterCollection(long bytes) {
        worn |= upkeep.maxHeapAfterCollection() > 0 && bytes > upkeep.maxHeapAfterCollection();
    }

    /** Of the tasks of its life it has had so many, and may have so many more. */
    public void used(int used, int left, long now) {
        if (used == 0) {
            since = now;
        }
        nearlySpent |= left == 0 || (left <= used && (double) left * (now - since) < (double) used * startNanos);
    }

    /** Whether it is to be replaced as soon as another is ready. */
    public boolean isWorn() {
        return worn;
    }

    /** Whether another is to be made ready. */
    public boolean isDue() {
        return worn || nearlySpent;
    }
}
