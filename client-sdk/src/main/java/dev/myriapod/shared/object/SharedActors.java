package dev.myriapod.shared.object;

import dev.myriapod.function.RemoteCallable;

/**
 * Where objects come from that live in a process of their own. Names, waits and errors are as with {@link
 * dev.myriapod.shared.SharedObjects}; with a name, everybody says the same type and options. Besides, all methods throw
 *
 * <ul>
 *   <li>{@link IllegalArgumentException} if the type is no interface, or if a method returns
 *       a {@link java.util.concurrent.Future} of a kind that {@link java.util.concurrent.CompletableFuture} is none of;
 *   <li>{@link dev.myriapod.failure.PayloadException} if the factory cannot travel.
 * </ul>
 */
public interface SharedActors {
    /** A new object without a name, which the factory makes in a new process. Does not wait for that. */
    default <T> SharedObject<T> object(Class<T> type, RemoteCallable<? extends T> factory) {
        return object(type, factory, ObjectOptions.defaults());
    }

    /** A new object without a name, which the factory makes in a new process. Does not wait for that. */
    <T> SharedObject<T> object(Class<T> type, RemoteCallable<? extends T> factory, ObjectOptions options);

    /** The object of that name; if there is none, one that the factory makes in a new process. Does not wait for that. */
    default <T> SharedObject<T> object(String name, Class<T> type, RemoteCallable<? extends T> factory) {
        return object(name, type, factory, ObjectOptions.defaults());
    }

    /** The object of that name; if there is none, one that the factory makes in a new process. Does not wait for that. */
    <T> SharedObject<T> object(String name, Class<T> type, RemoteCallable<? extends T> factory, ObjectOptions options);
}
