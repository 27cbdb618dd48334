package dev.myriapod.shared.memory;

import dev.myriapod.shared.Shared;
import dev.myriapod.shared.SharedLock;
import java.util.function.Supplier;

/**
 * An array in a {@link SharedMemory}. It is that memory's handle as well: to detach or delete it is to do so with the memory.
 *
 * <p>Accesses are as fast as those of an array of this process, and promise as little: {@code get} and {@code set} are plain.
 * What other processes are to see, and when, is said with the volatile and atomic accesses, which mean between processes what
 * the JDK's {@link java.util.concurrent.atomic atomics} mean between threads, or with {@link #lock()}, or by any other shared
 * object: what was written before a {@code put} into a queue is seen after the {@code take}. Plain accesses of an element are
 * never torn.
 *
 * <p>An index outside of the array throws {@link IndexOutOfBoundsException}; an array that this process has let go of, {@link
 * IllegalStateException}.
 */
public interface SharedArray extends Shared {
    /** The memory that it is in. */
    SharedMemory memory();

    /** How many elements it has. */
    long length();

    /** {@link SharedMemory#lock()}. */
    default SharedLock lock() {
        return memory().lock();
    }

    /** {@link SharedMemory#withLock(Runnable)}. */
    default void withLock(Runnable action) {
        memory().withLock(action);
    }

    /** {@link SharedMemory#withLock(Supplier)}. */
    default <T> T withLock(Supplier<T> action) {
        return memory().withLock(action);
    }
}
