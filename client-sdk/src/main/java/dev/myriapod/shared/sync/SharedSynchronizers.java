package dev.myriapod.shared.sync;

import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.shared.LockOptions;

/**
 * Where the shared objects come from that processes wait for each other with. Names, waits and errors are as with {@link
 * dev.myriapod.shared.SharedObjects}.
 */
public interface SharedSynchronizers {
    /** A new semaphore without a name. */
    default SharedSemaphore semaphore(int permits) {
        return semaphore(SemaphoreOptions.defaults().withPermits(permits));
    }

    /** A new semaphore without a name. */
    SharedSemaphore semaphore(SemaphoreOptions options);

    /** The semaphore of that name, whatever its options; if there is none, one with the default options. */
    SharedSemaphore semaphore(String name);

    /** The semaphore of that name, with these options. */
    SharedSemaphore semaphore(String name, SemaphoreOptions options);

    /** A new read-write lock without a name. */
    default SharedReadWriteLock readWriteLock() {
        return readWriteLock(LockOptions.defaults());
    }

    /** A new read-write lock without a name. */
    SharedReadWriteLock readWriteLock(LockOptions options);

    /** The read-write lock of that name, whatever its options; if there is none, one with the default options. */
    SharedReadWriteLock readWriteLock(String name);

    /** The read-write lock of that name, with these options. */
    SharedReadWriteLock readWriteLock(String name, LockOptions options);

    /** A new event without a name, not set. */
    SharedEvent event();

    /** The event of that name; if there is none, one that is not set. */
    SharedEvent event(String name);

    /**
     * A new latch without a name.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    SharedCountDownLatch countDownLatch(int count);

    /**
     * The latch of that name, which was made with that count, wherever its count is now.
     *
     * @throws IllegalArgumentException if the count is negative
     */
    SharedCountDownLatch countDownLatch(String name, int count);

    /**
     * A new barrier without a name or an action.
     *
     * @throws IllegalArgumentException if there are no parties
     */
    SharedBarrier barrier(int parties);

    /**
     * A new barrier without a name. The action travels to whichever process arrives last, as the function of a task does.
     *
     * @throws IllegalArgumentException if there are no parties, or if the action has captured more than 1 MB
     * @throws dev.myriapod.failure.PayloadException if the action cannot travel
     */
    SharedBarrier barrier(int parties, RemoteRunnable action);

    /**
     * The barrier of that name, for as many; if there is none, one without an action.
     *
     * @throws IllegalArgumentException if there are no parties
     */
    SharedBarrier barrier(String name, int parties);

    /**
     * The barrier of that name, for as many, with the action that it was made with; if there is none, one with this action.
     *
     * @throws IllegalArgumentException if there are no parties, or if the action has captured more than 1 MB
     * @throws dev.myriapod.failure.PayloadException if the action cannot travel
     */
    SharedBarrier barrier(String name, int parties, RemoteRunnable action);
}
