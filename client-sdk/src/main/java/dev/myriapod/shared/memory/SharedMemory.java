package dev.myriapod.shared.memory;

import dev.myriapod.shared.Shared;
import dev.myriapod.shared.SharedLock;
import java.util.function.Supplier;

/**
 * Memory that the processes of one host map: what one writes, the others see, and the coordinator has no part in it. The arrays
 * are views of it, in the byte order of the machine; each sees all of it. In one process each view is always the same object.
 *
 * <p>It is made in {@code /dev/shm}, or, where that has no room, beside the cluster's runtime directory. It has no name there,
 * so the operating system removes it when the last process that knows it is gone, however that went. Its room is taken when it
 * is made; no later access can fail for want of room.
 *
 * <p>A process maps it when it first uses it. When it has let go of it, or the object was deleted, every access throws, but the
 * memory stays mapped until the garbage collector has found that nothing refers to it any more: an access of another thread
 * may be under way, and must not touch what is gone. Only then is the room free. So whoever makes and deletes large memories one
 * after the other may have to wait for the garbage collectors of all processes that have mapped them.
 *
 * <p>Handles go to processes of the same host and container only; elsewhere the first use throws {@link
 * MemoryUnavailableException}.
 */
public interface SharedMemory extends Shared {
    /** In bytes. */
    long size();

    /** Its bytes. */
    SharedByteArray bytes();

    /** As many ints as there is room for. */
    SharedIntArray ints();

    /** As many longs as there is room for. */
    SharedLongArray longs();

    /** As many doubles as there is room for. */
    SharedDoubleArray doubles();

    /**
     * The lock that belongs to it, the same in all processes; made when somebody first asks for it. Nobody must take it in order
     * to read or write: it is for those who agree to. It ends with the memory, and does not keep it: keep the memory as well.
     */
    SharedLock lock();

    /** Does this while this thread owns {@link #lock()}. */
    default void withLock(Runnable action) {
        SharedLock lock = lock();
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Does this while this thread owns {@link #lock()}; returns what it returns. */
    default <T> T withLock(Supplier<T> action) {
        SharedLock lock = lock();
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
