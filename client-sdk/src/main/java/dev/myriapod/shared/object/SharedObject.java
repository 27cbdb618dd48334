package dev.myriapod.shared.object;

import dev.myriapod.shared.Shared;

/**
 * An object of the user's that lives in a process of its own: what others call an actor, and Python a custom manager. Calls come
 * from any process and are made one after the other, in the order in which they arrive, on one thread; so the object needs no
 * locks.
 *
 * <p>What a call does is said by its method's return type: one that returns a {@link java.util.concurrent.Future}, {@link
 * java.util.concurrent.CompletionStage} or {@link java.util.concurrent.CompletableFuture} returns at once, and its future ends
 * when the object's does; the object is not free for the next call before that. Any other waits for the result. An interrupt ends
 * the wait where the method declares {@link InterruptedException}, and is kept for later elsewhere; a call that has begun goes
 * on. To cancel a future calls nothing off.
 *
 * <p>An object that calls itself by its proxy and waits for that, on whatever detour, waits for ever.
 *
 * <p>Arguments and results travel: what the object does to an argument is seen by nobody. What the object throws is thrown, with
 * its remote frames. When its process dies, calls that have not ended fail with {@link
 * dev.myriapod.failure.WorkerCrashedException}, and later ones too, unless {@link ObjectOptions#recreate()} was asked for. What
 * the factory throws is thrown by each call.
 *
 * <p>Its process begins with it and is killed with it: with {@link #delete()}, or, without a name, with its last attachment.
 *
 * @param <T> the interface that it is seen through
 */
public interface SharedObject<T> extends Shared {
    /**
     * The object, as it is called from here; always the same in one process. It travels as this handle does. {@code equals}, {@code
     * hashCode} and {@code toString} are its own and ask nobody.
     */
    T proxy();
}
