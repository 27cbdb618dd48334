package dev.myriapod.shared.sync;

import dev.myriapod.shared.Shared;
import dev.myriapod.shared.SharedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A semaphore between processes: {@link java.util.concurrent.Semaphore} and, {@linkplain SemaphoreOptions#bounded() bounded},
 * Python's {@code BoundedSemaphore}. Permits are held by a process, not by a thread: any of its threads may release them.
 *
 * <p>When a process ends or {@linkplain #detach() detaches}, the permits that it holds come back. So a permit is either
 * available or held by one process, and comes back once. A process may release more than it holds: that gives back what
 * others hold, those first that have held permits for longest, and they hold so much less. What is released when nobody holds
 * anything is new, or fails if the semaphore is bounded.
 *
 * <p>Where permits stand for something that is used up, such as elements in a queue, those that acquire never release; then the
 * death of one of them makes permits that stand for nothing. Use a {@link SharedQueue} for that.
 *
 * <p>A call that waits throws {@link InterruptedException} when its thread is interrupted, and has acquired nothing: a grant
 * that was on its way comes back. All methods throw {@link IllegalArgumentException} for a negative number of permits.
 */
public interface SharedSemaphore extends Shared {
    /** Waits for a permit. */
    default void acquire() throws InterruptedException {
        acquire(1);
    }

    /** Waits until so many permits are there at once. */
    void acquire(int permits) throws InterruptedException;

    /** Waits for a permit. An interrupt is kept for later. */
    default void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /** Waits until so many permits are there at once. An interrupt is kept for later. */
    void acquireUninterruptibly(int permits);

    /** Acquires a permit if there is one, even if others wait and the semaphore is fair; returns whether it did. */
    default boolean tryAcquire() {
        return tryAcquire(1);
    }

    /** Acquires so many permits if they are there, even if others wait and the semaphore is fair; returns whether it did. */
    boolean tryAcquire(int permits);

    /** Waits for a permit for as long; returns whether it has it. By the coordinator's clock. */
    default boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, timeout, unit);
    }

    /** Waits for so many permits at once for as long; returns whether it has them. By the coordinator's clock. */
    boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException;

    /**
     * Gives back a permit, or makes one.
     *
     * @throws IllegalStateException if there would be more than it is bounded by, or more than an int can hold; nothing has
     *     changed then
     */
    default void release() {
        release(1);
    }

    /**
     * Gives back so many permits, or makes them.
     *
     * @throws IllegalStateException if there would be more than it is bounded by, or more than an int can hold; nothing has
     *     changed then
     */
    void release(int permits);

    /**
     * Acquires all that are available and returns how many. If fewer than none were available, there are none afterwards, and
     * the number is negative.
     */
    int drainPermits();

    /**
     * Takes permits away for good, without waiting: there may be fewer than none then. A bounded semaphore is bounded by so
     * many fewer.
     *
     * @throws IllegalStateException if there would be fewer than an int can hold; nothing has changed then
     */
    void reducePermits(int reduction);

    /** How many can be acquired; may be negative. */
    int availablePermits();

    /** How many this process holds. */
    int heldPermits();

    /** Whether anybody waits. */
    default boolean hasQueuedThreads() {
        return getQueueLength() > 0;
    }

    /** How many wait. */
    int getQueueLength();

    /** Whether nobody who waits is overtaken. */
    boolean isFair();
}
