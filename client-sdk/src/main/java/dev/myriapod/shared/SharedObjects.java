package dev.myriapod.shared;

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

    /** A new value without a name; it is null. */
    <T> SharedValue<T> value();

    /** The value of that name. */
    <T> SharedValue<T> value(String name);

    /** The value of that name, which is set to this if nobody has ever set it. */
    <T> SharedValue<T> value(String name, T initial);

    /** A new integer without a name; it is 0. */
    SharedLong sharedLong();

    /** The integer of that name. */
    SharedLong sharedLong(String name);

    /** The integer of that name, which is set to this if nobody has ever changed it. */
    SharedLong sharedLong(String name, long initial);

    /** A new floating-point number without a name; it is 0. */
    SharedDouble sharedDouble();

    /** The floating-point number of that name. */
    SharedDouble sharedDouble(String name);

    /** The floating-point number of that name, which is set to this if nobody has ever changed it. */
    SharedDouble sharedDouble(String name, double initial);

    /** A new dict without a name. */
    <K, V> SharedDict<K, V> dict();

    /** The dict of that name. */
    <K, V> SharedDict<K, V> dict(String name);

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

    /** What the cluster hosts at this moment, oldest first: for people, monitoring and tests. */
    List<SharedObjectInfo> sharedObjects();
}
