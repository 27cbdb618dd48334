package dev.myriapod.shared.data;

/**
 * Where the shared objects come from that hold data and make nobody wait. Names, waits and errors are as with {@link
 * dev.myriapod.shared.SharedObjects}.
 */
public interface SharedData {
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

    /** A new list without a name. */
    <E> SharedList<E> list();

    /** The list of that name. */
    <E> SharedList<E> list(String name);
}
