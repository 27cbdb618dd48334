package dev.myriapod.shared;

import dev.myriapod.function.RemoteRunnable;
import java.util.List;

/**
 * Where shared objects come from. With a name: the object of that name, which is made if there is none; every process of the
 * cluster finds the same. Without: a new one, which other processes see if they are sent the handle. See {@link Shared}.
 *
 * <p>All methods wait for the coordinator's answer, and throw
 *
 * <ul>
 *   <li>{@link ObjectMismatchException} if the object of that name has another kind, or other options than those that are
 *       given;
 *   <li>{@link IllegalArgumentException} if the name is empty;
 *   <li>{@link dev.myriapod.failure.MyriapodException} if the thread is interrupted, which it is again afterwards.
 * </ul>
 */
public interface SharedObjects {
    /** A new queue without a name. */
    default <E> SharedQueue<E> queue() {
        return queue(QueueOptions.defaults());
    }

    /** A new queue without a name. */
    <E> SharedQueue<E> queue(QueueOptions options);

    /** The queue of that name, whatever its options; if there is none, one with the default options. */
    <E> SharedQueue<E> queue(String name);

    /** The queue of that name, with these options. */
    <E> SharedQueue<E> queue(String name, QueueOptions options);

    /** A new lock without a name. */
    default SharedLock lock() {
        return lock(LockOptions.defaults());
    }

    /** A new lock without a name. */
    SharedLock lock(LockOptions options);

    /** The lock of that name, whatever its options; if there is none, one with the default options. */
    SharedLock lock(String name);

    /** The lock of that name, with these options. */
    SharedLock lock(String name, LockOptions options);

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

    /** What the cluster hosts at this moment, oldest first: for people, monitoring and tests. */
    List<SharedObjectInfo> sharedObjects();
}
